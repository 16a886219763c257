package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncReport;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names what went wrong with the objects of a unit, the first problem first. */
final class SyncFailures {

  private SyncFailures() {}

  static Optional<SyncFailure> of(SyncSnapshot snapshot, SyncPlan plan, SyncReport report) {
    if (!plan.problems().isEmpty()) {
      return SyncFailure.of(plan.problems());
    }
    Set<ObjectId> unwanted = unwanted(snapshot);
    List<Problem> deletions =
        report.problems().stream().filter(problem -> unwanted.contains(problem.object())).toList();
    return deletions.size() == report.problems().size() && !deletions.isEmpty()
        ? Optional.of(
            new SyncFailure.PruneFailed(deletions.stream().map(Problem::message).toList()))
        : SyncFailure.of(report.problems());
  }

  /** What the unit has and Git has not: what happens to these is their deletion. */
  private static Set<ObjectId> unwanted(SyncSnapshot snapshot) {
    Set<ObjectId> unwanted =
        snapshot.facts().inventory().entries().stream()
            .map(InventoryEntry::id)
            .collect(Collectors.toSet());
    snapshot.commit().manifests().forEach(manifest -> unwanted.remove(manifest.id()));
    return unwanted;
  }
}
