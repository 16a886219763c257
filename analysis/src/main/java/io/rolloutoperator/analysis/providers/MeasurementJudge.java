package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.RunEvent;
import io.rolloutoperator.analysis.expression.Conditions;
import io.rolloutoperator.analysis.expression.Conditions.Verdict;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.api.analysis.Metric;
import java.time.Instant;
import java.util.List;

/**
 * Applies a metric's conditions to a result.
 *
 * @param notANumber what a result that is not a number means when only a {@code failureCondition}
 *     is set
 */
public record MeasurementJudge(NotANumber notANumber) {

  /** What a result that is not a number means when only a {@code failureCondition} is set. */
  public enum NotANumber {
    /**
     * No comparison with it holds, so the metric has not failed: as in Argo Rollouts, with a
     * warning.
     */
    SUCCESSFUL,
    INCONCLUSIVE
  }

  /**
   * The outcome of a measurement.
   *
   * @param message why; may be empty
   */
  record Opinion(AnalysisPhase phase, String message, List<RunEvent> events) {}

  Opinion judge(Metric metric, Value result, Instant now) {
    return switch (Conditions.of(metric.successCondition(), metric.failureCondition())
        .judge(result, now)) {
      case Verdict.Successful _ -> opinion(AnalysisPhase.SUCCESSFUL);
      case Verdict.Failed _ -> opinion(AnalysisPhase.FAILED);
      case Verdict.Inconclusive _ -> opinion(AnalysisPhase.INCONCLUSIVE);
      case Verdict.Erroneous(String message) ->
          new Opinion(AnalysisPhase.ERROR, message, List.of());
      case Verdict.SuccessfulWithoutNumber _ -> withoutNumber(metric);
    };
  }

  private Opinion withoutNumber(Metric metric) {
    String said =
        "Metric '"
            + metric.name()
            + "': the result is not a number and only failureCondition is set; ";
    return switch (notANumber) {
      case SUCCESSFUL ->
          new Opinion(
              AnalysisPhase.SUCCESSFUL,
              "",
              List.of(
                  RunEvent.warning(
                      "ResultNotANumber", said + "counted as successful, add a successCondition")));
      case INCONCLUSIVE ->
          new Opinion(AnalysisPhase.INCONCLUSIVE, "the result is not a number", List.of());
    };
  }

  private static Opinion opinion(AnalysisPhase phase) {
    return new Opinion(phase, "", List.of());
  }
}
