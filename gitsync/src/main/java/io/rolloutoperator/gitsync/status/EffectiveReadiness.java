package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import java.util.Optional;

/** What a pass says about readiness, if need be by what it says about the repository. */
final class EffectiveReadiness {

  private EffectiveReadiness() {}

  /** Nothing if the status keeps what it says. */
  static Optional<Readiness> of(GitSyncStatus before, SyncOutcome outcome) {
    return outcome
        .readiness()
        .or(
            () ->
                outcome
                    .source()
                    .flatMap(source -> failure(source, before))
                    .map(Readiness.Failed::new));
  }

  /** What was applied still counts when a server is away for a while. */
  private static Optional<SyncFailure> failure(SourceHealth source, GitSyncStatus before) {
    return switch (source) {
      case SourceHealth.Fetched _ -> Optional.empty();
      case SourceHealth.Failed(String message, boolean unreachable) ->
          unreachable && !before.lastAppliedRevision().isEmpty()
              ? Optional.empty()
              : Optional.of(new SyncFailure.FetchFailed(message));
      case SourceHealth.Unverified(var revision) ->
          Optional.of(new SyncFailure.VerificationFailed(revision));
    };
  }
}
