package io.rolloutoperator.engine.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass wants: writes in their order, what the status shall say, why, and when to
 * look again.
 *
 * @param actions executed in order; the first failure ends the pass
 * @param status what becomes of the status when all actions succeeded
 * @param reasons why, in the order the decisions were made
 * @param requeueAfter when to look again even if nothing is observed; empty: nothing depends on
 *     time
 */
public record Plan(
    List<PlannedAction> actions,
    StatusIntent status,
    List<Reason> reasons,
    Optional<Duration> requeueAfter) {

  public Plan {
    actions = List.copyOf(actions);
    reasons = List.copyOf(reasons);
  }

  /** The same plan when an AnalysisRun had to be given another name than the planned one. */
  public Plan withRunRenamed(String planned, String made) {
    StatusIntent renamed =
        status instanceof StatusIntent.Decided(Decision decision)
            ? new StatusIntent.Decided(
                new Decision(
                    decision.control().withRunRenamed(planned, made),
                    decision.kind(),
                    decision.abortReason(),
                    decision.completion(),
                    decision.events()))
            : status;
    return new Plan(actions, renamed, reasons, requeueAfter);
  }

  /** The same plan with another look after this time at the latest. */
  public Plan withLookIn(Duration wait) {
    return new Plan(
        actions,
        status,
        reasons,
        requeueAfter.filter(sooner -> sooner.compareTo(wait) < 0).or(() -> Optional.of(wait)));
  }

  /** A plan that leaves everything as it is. */
  public static Plan nothing(Reason why) {
    return new Plan(List.of(), new StatusIntent.Keep(), List.of(why), Optional.empty());
  }
}
