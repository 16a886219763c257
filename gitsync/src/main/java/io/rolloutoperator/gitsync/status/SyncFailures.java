package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;
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
    Set<ObjectId> wanted =
        snapshot.commit().manifests().stream()
            .map(manifest -> manifest.id())
            .collect(Collectors.toSet());
    List<Problem> deletions =
        report.problems().stream().filter(problem -> !wanted.contains(problem.object())).toList();
    return deletions.size() == report.problems().size() && !deletions.isEmpty()
        ? Optional.of(
            new SyncFailure.PruneFailed(deletions.stream().map(Problem::message).toList()))
        : SyncFailure.of(report.problems());
  }
}
