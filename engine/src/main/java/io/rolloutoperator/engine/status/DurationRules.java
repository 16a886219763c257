package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutDuration;
import io.rolloutoperator.engine.plan.Completion;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long an update takes, and how long of it people kept it waiting. */
final class DurationRules {

  private DurationRules() {}

  /** The duration after a decision. */
  static @Nullable RolloutDuration next(Snapshot snapshot, Decision decision, String currentHash) {
    RolloutDuration before = snapshot.rollout().status().duration();
    Instant now = snapshot.now();
    boolean backToStable =
        decision.kind() == Decision.Kind.REVISION_FOUND
            && decision.control().stableHash().equals(currentHash);
    if (begins(before, decision, currentHash) && !backToStable) {
      before = new RolloutDuration(now, null, 0, null, "");
    }
    if (before == null || before.finishedAt() != null) {
      return before;
    }
    RolloutDuration measured = manualPause(before, decision.control(), snapshot);
    if (decision.control().abort()) {
      return finish(measured, now, "Aborted");
    }
    if (backToStable) {
      return finish(measured, now, "FastRolledBack");
    }
    return decision.completion().map(how -> finish(measured, now, status(how))).orElse(measured);
  }

  /** A new template or other steps, the first deployment, or a retry. */
  private static boolean begins(
      @Nullable RolloutDuration before, Decision decision, String currentHash) {
    boolean retried =
        before != null
            && before.completionStatus().equals("Aborted")
            && !decision.control().abort()
            && !decision.control().stableHash().equals(currentHash);
    return retried || decision.kind() != Decision.Kind.ONGOING;
  }

  private static RolloutDuration manualPause(
      RolloutDuration duration, Control control, Snapshot snapshot) {
    boolean waits =
        snapshot.rollout().spec().paused() || ManualPause.holds(snapshot.rollout(), control);
    Instant since = duration.manualPauseStartedAt();
    if (waits) {
      return since != null
          ? duration
          : new RolloutDuration(
              duration.rolloutStartedAt(),
              snapshot.now(),
              duration.totalManualPauseDurationSeconds(),
              null,
              "");
    }
    if (since == null) {
      return duration;
    }
    long total =
        duration.totalManualPauseDurationSeconds()
            + Math.max(0, Duration.between(since, snapshot.now()).toSeconds());
    return new RolloutDuration(duration.rolloutStartedAt(), null, total, null, "");
  }

  private static RolloutDuration finish(RolloutDuration duration, Instant now, String status) {
    return new RolloutDuration(
        duration.rolloutStartedAt(), null, duration.totalManualPauseDurationSeconds(), now, status);
  }

  private static String status(Completion how) {
    return switch (how) {
      case Completion.FullPromotion _ -> "FastPromoted";
      case Completion.RollbackWithinWindow _, Completion.InitialDeploy _, Completion.AllSteps _ ->
          "Promoted";
    };
  }
}
