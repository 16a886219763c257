package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

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
    this.owners = List.copyOf(others);
  }

  /** The manifest to apply; the given one stays as it is. */
  public Merged merge(ObjectNode desired, Optional<ObjectNode> live, Workloads workloads) {
    Merged merged = Merged.untouched(desired);
    for (ManagedFields owner : owners) {
      merged = owner.merge(merged, live, workloads);
    }
    return merged;
  }

  List<DryRunRequest> requests(SyncSnapshot snapshot) {
    return snapshot.facts().insideWindow() ? List.of() : List.copyOf(List.of());
  }

  SyncPlan planned(
      SyncSnapshot snapshot,
      java.util.Map<io.rolloutoperator.gitsync.manifest.ObjectId, DryRun> answers) {
    return new SyncPlan(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        snapshot.facts().quarantine(),
        java.util.Map.of(),
        List.of("" + answers.size()),
        false,
        Optional.empty());
  }
}
