package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.GitSyncCondition;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All conditions of a status, always in the same order. One that this pass knows nothing about
 * stays as it is.
 */
record ConditionList(
    GitSyncStatus before, SyncOutcome outcome, Optional<Readiness> readiness, Instant now) {

  private static final String TRUE = "True";
  private static final String FALSE = "False";
  private static final int SHOWN_OBJECTS = 3;
  private static final int SHOWN_FIELDS = 10;

  List<GitSyncCondition> all() {
    return Stream.of(
            readiness.map(this::ready).orElseGet(() -> kept(ConditionType.READY)),
            readiness.map(this::reconciling).orElseGet(() -> kept(ConditionType.RECONCILING)),
            readiness.map(this::stalled).orElseGet(() -> kept(ConditionType.STALLED)),
            outcome.health().map(this::healthy).orElseGet(() -> kept(ConditionType.HEALTHY)),
            outcome.source().map(this::source).orElseGet(() -> kept(ConditionType.SOURCE_READY)),
            outcome
                .writeBack()
                .map(this::writeBack)
                .orElseGet(() -> kept(ConditionType.WRITE_BACK_READY)),
            outcome.drifted().map(this::drifted).orElseGet(() -> kept(ConditionType.DRIFTED)),
            outcome
                .ignoredFields()
                .map(this::unsupported)
                .orElseGet(() -> kept(ConditionType.UNSUPPORTED_FIELD)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<GitSyncCondition> ready(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready ready ->
          yes(ConditionType.READY, ConditionReason.RECONCILIATION_SUCCEEDED, ready.message());
      case Readiness.Progressing(String message) ->
          no(ConditionType.READY, ConditionReason.PROGRESSING, message);
      case Readiness.Failed(SyncFailure failure) ->
          no(ConditionType.READY, failure.reason(), failure.message());
    };
  }

  private Optional<GitSyncCondition> reconciling(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready _ -> Optional.empty();
      case Readiness.Progressing(String message) ->
          yes(ConditionType.RECONCILING, ConditionReason.PROGRESSING, message);
      case Readiness.Failed(SyncFailure failure) ->
          switch (failure.outlook()) {
            case RETRIED ->
                yes(
                    ConditionType.RECONCILING,
                    ConditionReason.PROGRESSING_WITH_RETRY,
                    failure.message());
            case STALLED, WAITING -> Optional.empty();
          };
    };
  }

  private Optional<GitSyncCondition> stalled(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready _, Readiness.Progressing _ -> Optional.empty();
      case Readiness.Failed(SyncFailure failure) ->
          switch (failure.outlook()) {
            case STALLED -> yes(ConditionType.STALLED, failure.reason(), failure.message());
            case RETRIED, WAITING -> Optional.empty();
          };
    };
  }

  private Optional<GitSyncCondition> healthy(Map<ObjectId, Health> objects) {
    HealthText text = HealthText.of(objects);
    return switch (text.summary()) {
      case HEALTHY -> yes(ConditionType.HEALTHY, ConditionReason.HEALTHY, text.message());
      case PAUSED -> yes(ConditionType.HEALTHY, ConditionReason.ROLLOUT_PAUSED, text.message());
      case PROGRESSING, UNKNOWN ->
          no(ConditionType.HEALTHY, ConditionReason.PROGRESSING, text.message());
      case DEGRADED -> no(ConditionType.HEALTHY, ConditionReason.DEGRADED, text.message());
    };
  }

  private Optional<GitSyncCondition> source(SourceHealth source) {
    return switch (source) {
      case SourceHealth.Fetched(var revision) ->
          yes(ConditionType.SOURCE_READY, ConditionReason.FETCHED, "Fetched revision: " + revision);
      case SourceHealth.Failed(String message, boolean _) ->
          no(ConditionType.SOURCE_READY, ConditionReason.FETCH_FAILED, message);
      case SourceHealth.Unverified(var revision) ->
          no(
              ConditionType.SOURCE_READY,
              ConditionReason.VERIFICATION_FAILED,
              new SyncFailure.VerificationFailed(revision).message());
    };
  }

  private Optional<GitSyncCondition> writeBack(WriteBackState state) {
    ConditionType type = ConditionType.WRITE_BACK_READY;
    return switch (state) {
      case WriteBackState.NotUsed() -> Optional.empty();
      case WriteBackState.Configured() ->
          yes(type, ConditionReason.WRITE_BACK_CONFIGURED, "commits can be made");
      case WriteBackState.NotConfigured(String message) ->
          no(type, ConditionReason.WRITE_BACK_NOT_CONFIGURED, message);
      case WriteBackState.NotPossible(String message) ->
          no(type, ConditionReason.WRITE_BACK_NOT_POSSIBLE, message);
      case WriteBackState.Failed(String message) ->
          no(type, ConditionReason.WRITE_BACK_FAILED, message);
      case WriteBackState.RateLimited(String message) ->
          no(type, ConditionReason.RATE_LIMITED, message);
    };
  }

  private Optional<GitSyncCondition> drifted(List<ObjectId> objects) {
    if (objects.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = objects.stream().map(ObjectId::toString).sorted().toList();
    return yes(
        ConditionType.DRIFTED,
        ConditionReason.DRIFT_NOT_REPAIRED,
        "not as in Git: " + Lines.some(names, SHOWN_OBJECTS, ", "));
  }

  private Optional<GitSyncCondition> unsupported(List<String> paths) {
    return paths.isEmpty()
        ? Optional.empty()
        : yes(
            ConditionType.UNSUPPORTED_FIELD,
            ConditionReason.FIELDS_IGNORED,
            "without effect: " + Lines.some(paths, SHOWN_FIELDS, ", "));
  }

  private Optional<GitSyncCondition> yes(
      ConditionType type, ConditionReason reason, String message) {
    return Optional.of(condition(type, TRUE, reason, message));
  }

  private Optional<GitSyncCondition> no(
      ConditionType type, ConditionReason reason, String message) {
    return Optional.of(condition(type, FALSE, reason, message));
  }

  private GitSyncCondition condition(
      ConditionType type, String status, ConditionReason reason, String message) {
    Instant since =
        kept(type)
            .filter(condition -> condition.status().equals(status))
            .map(GitSyncCondition::lastTransitionTime)
            .orElse(now.truncatedTo(ChronoUnit.SECONDS));
    return new GitSyncCondition(
        type.text(), status, outcome.generation(), since, reason.text(), OneLine.of(message));
  }

  private Optional<GitSyncCondition> kept(ConditionType type) {
    return before.conditions().stream()
        .filter(condition -> condition.type().equals(type.text()))
        .findFirst();
  }
}
