package io.rolloutoperator.kubectl.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One object in the tree.
 *
 * @param status with its sign; empty for a revision
 * @param created empty for a revision
 * @param info what else matters, such as roles and counts
 * @param keptUntil when an old revision that still has pods loses them
 */
public record TreeNode(
    String icon,
    String name,
    Tone tone,
    String kind,
    Line status,
    Optional<Instant> created,
    Line info,
    Optional<Instant> keptUntil,
    List<TreeNode> children) {

  public TreeNode {
    children = List.copyOf(children);
  }

  /** An object of this kind; it is kept as long as it is wanted. */
  static TreeNode of(
      com.fasterxml.jackson.databind.JsonNode object,
      String icon,
      String kind,
      Health health,
      Line info,
      List<TreeNode> children) {
    return new TreeNode(
        icon,
        At.name(object),
        health.tone(),
        kind,
        health.line(),
        At.time(object, "metadata", "creationTimestamp"),
        info,
        Optional.empty(),
        children);
  }

  TreeNode with(Tone other) {
    return new TreeNode(icon, name, other, kind, status, created, info, keptUntil, children);
  }
}
