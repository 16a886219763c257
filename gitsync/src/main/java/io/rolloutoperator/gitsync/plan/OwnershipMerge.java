package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Merges what Git wants with what others own, so that an apply changes nothing of theirs and loses
 * nothing of Git's. Lists and maps that are atomic for server-side apply make this necessary: who
 * applies a route owns all of its rules.
 */
public final class OwnershipMerge {

  private final List<ManagedFields> owners;

  /**
   * With the owners of further kinds.
   *
   * @param others asked after the built-in ones
   */
  public OwnershipMerge(List<ManagedFields> others) {
    this.owners =
        Stream.concat(
                Stream.of(new RouteFields(), new SelectorFields(), new ReplicaFields()),
                others.stream())
            .toList();
  }

  /** The manifest to apply; the given one stays as it is. */
  public Merged merge(ObjectNode desired, Optional<ObjectNode> live, Workloads workloads) {
    return merge(Merged.untouched(desired), live, workloads);
  }

  Merged merge(Merged desired, Optional<ObjectNode> live, Workloads workloads) {
    Merged merged = desired;
    for (ManagedFields owner : owners) {
      merged = owner.merge(merged, live, workloads);
    }
    return merged;
  }
}
