package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.MetricResult;
import java.util.Optional;

/**
 * The phase of one metric, from its counters.
 *
 * @param reason which limit decided; empty if none did
 */
record MetricAssessment(AnalysisPhase phase, String reason) {

  private static final MetricAssessment RUNNING = new MetricAssessment(AnalysisPhase.RUNNING, "");
  private static final MetricAssessment SUCCESSFUL =
      new MetricAssessment(AnalysisPhase.SUCCESSFUL, "");

  static MetricAssessment of(MetricLimits limits, MetricResult result, Ending ending) {
    AnalysisPhase present = MetricResults.phase(result);
    if (present.isCompleted()) {
      return new MetricAssessment(present, reason(limits, result, present));
    }
    Optional<Measurement> last = MetricResults.last(result);
    if (last.isEmpty() || MetricResults.unfinished(result).isPresent()) {
      return RUNNING;
    }
    return exceeded(limits, result)
        .or(() -> enough(limits, result))
        .orElse(ending == Ending.YES ? SUCCESSFUL : RUNNING);
  }

  /** Whether the run ends, so that a metric without last measurement ends too. */
  enum Ending {
    YES,
    NO
  }

  /**
   * Limits of bad measurements. More than one can be exceeded at a time; the one that is named last
   * here is shown.
   */
  private static Optional<MetricAssessment> exceeded(MetricLimits limits, MetricResult r) {
    if (r.consecutiveError() > limits.consecutiveErrorLimit()) {
      return decided(
          AnalysisPhase.ERROR,
          "consecutiveErrors (%d) > consecutiveErrorLimit (%d)"
              .formatted(r.consecutiveError(), limits.consecutiveErrorLimit()));
    }
    if (r.inconclusive() > limits.inconclusiveLimit()) {
      return decided(
          AnalysisPhase.INCONCLUSIVE,
          "inconclusive (%d) > inconclusiveLimit (%d)"
              .formatted(r.inconclusive(), limits.inconclusiveLimit()));
    }
    if (!limits.toleratesAllFailures() && r.failed() > limits.failureLimit()) {
      return decided(
          AnalysisPhase.FAILED,
          "failed (%d) > failureLimit (%d)".formatted(r.failed(), limits.failureLimit()));
    }
    return Optional.empty();
  }

  /** Enough successes in a row, or all measurements taken. */
  private static Optional<MetricAssessment> enough(MetricLimits limits, MetricResult r) {
    if (limits.wantsConsecutiveSuccess()
        && r.consecutiveSuccess() >= limits.consecutiveSuccessLimit()) {
      return Optional.of(SUCCESSFUL);
    }
    if (limits.count().isEmpty() || r.count() < limits.count().getAsInt()) {
      return Optional.empty();
    }
    if (!limits.wantsConsecutiveSuccess()) {
      return Optional.of(SUCCESSFUL);
    }
    return decided(
        limits.toleratesAllFailures() ? AnalysisPhase.FAILED : AnalysisPhase.INCONCLUSIVE,
        "consecutiveSuccessLimit (%d) not reached within count (%d)"
            .formatted(limits.consecutiveSuccessLimit(), limits.count().getAsInt()));
  }

  /** Why a metric that ended earlier did, so that the run's message is the same in every pass. */
  private static String reason(MetricLimits limits, MetricResult result, AnalysisPhase phase) {
    return exceeded(limits, result)
        .or(() -> enough(limits, result))
        .filter(assessment -> assessment.phase() == phase)
        .map(MetricAssessment::reason)
        .orElse("");
  }

  private static Optional<MetricAssessment> decided(AnalysisPhase phase, String reason) {
    return Optional.of(new MetricAssessment(phase, reason));
  }
}
