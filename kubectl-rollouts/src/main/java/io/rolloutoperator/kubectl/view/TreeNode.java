package io.rolloutoperator.kubectl.view;

import java.util.List;

/**
 * One object in the tree.
 *
 * @param status with its sign; empty for a revision
 * @param info what else matters, such as roles and counts
 */
public record TreeNode(
    String icon,
    String name,
    Tone tone,
    String kind,
    Line status,
    String age,
    Line info,
    List<TreeNode> children) {

  public TreeNode {
    children = List.copyOf(children);
  }
}
