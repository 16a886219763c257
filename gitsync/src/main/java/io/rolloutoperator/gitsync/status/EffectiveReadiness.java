package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import java.util.Optional;

/** What a pass says about readiness, if need be by what it says about the repository. */
final class EffectiveReadiness {

  private EffectiveReadiness() {}

  /** Nothing if the status keeps what it says. */
  static Optional<Readiness> of(GitSyncStatus before, SyncOutcome outcome) {
    return outcome
        .source()
        .flatMap(EffectiveReadiness::refused)
        .map(EffectiveReadiness::failed)
        .or(outcome::readiness)
        .or(
            () ->
                outcome
                    .source()
                    .flatMap(source -> unreachable(source, before, outcome))
                    .map(EffectiveReadiness::failed));
  }

  private static Readiness failed(SyncFailure failure) {
    return new Readiness.Failed(failure);
  }

  /** A repository that answers, and not with a commit that may be used. */
  private static Optional<SyncFailure> refused(SourceHealth source) {
    return switch (source) {
      case SourceHealth.Fetched _ -> Optional.empty();
      case SourceHealth.Failed(String message, boolean unreachable) ->
          unreachable ? Optional.empty() : Optional.of(new SyncFailure.FetchFailed(message));
      case SourceHealth.Unverified(var revision) ->
          Optional.of(new SyncFailure.VerificationFailed(revision));
    };
  }

  /** What was applied still counts when a server is away for a while, if the spec is the same. */
  private static Optional<SyncFailure> unreachable(
      SourceHealth source, GitSyncStatus before, SyncOutcome outcome) {
    boolean counts =
        !before.lastAppliedRevision().isEmpty()
            && before.observedGeneration() == outcome.generation();
    return source instanceof SourceHealth.Failed(String message, boolean _) && !counts
        ? Optional.of(new SyncFailure.FetchFailed(message))
        : Optional.empty();
  }
}
