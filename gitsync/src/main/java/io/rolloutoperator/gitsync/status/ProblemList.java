package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.GitSyncProblem;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Optional;

/** What is wrong with single objects and files. */
final class ProblemList {

  private static final int MOST = 20;

  private ProblemList() {}

  /**
   * Those of the pass. If it names none, a failure may name the file it is about, and a success
   * ends them all; what is only under way changes nothing.
   */
  static List<GitSyncProblem> of(
      GitSyncStatus before, SyncOutcome outcome, Optional<Readiness> readiness) {
    return outcome
        .problems()
        .or(() -> readiness.flatMap(ProblemList::implied))
        .map(problems -> problems.stream().limit(MOST).map(ProblemList::problem).toList())
        .orElse(before.problems());
  }

  private static Optional<List<SyncProblem>> implied(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready _ -> Optional.of(List.of());
      case Readiness.Progressing _ -> Optional.empty();
      case Readiness.Failed(SyncFailure failure) -> {
        SyncProblem problem = SyncProblem.of(failure);
        yield Optional.of(problem.file().isEmpty() ? List.of() : List.of(problem));
      }
    };
  }

  private static GitSyncProblem problem(SyncProblem problem) {
    return new GitSyncProblem(
        problem.object().map(ObjectId::inventoryId).orElse(""),
        problem.file(),
        problem.line(),
        problem.reason(),
        OneLine.of(problem.message()));
  }
}
