package io.rolloutoperator.analysis.core;

/** Messages of a run's status that clients compare. */
final class AnalysisMessages {

  static final String RUN_TERMINATED = "Run Terminated";

  private AnalysisMessages() {}

  static String unresolvedArguments(String problem) {
    return "Unable to resolve metric arguments: " + problem;
  }

  /** The run's message for the metric that decided it. */
  static String decidedBy(String metric, AnalysisPhase phase, String reason, String metricMessage) {
    String message = "Metric \"%s\" assessed %s due to %s".formatted(metric, phase.text(), reason);
    return metricMessage.isEmpty()
        ? message
        : message + ": \"Error Message: " + metricMessage + "\"";
  }

  /** A dry-run metric's own message. */
  static String dryRun(AnalysisPhase phase, String reason) {
    return "Metric assessed %s due to %s".formatted(phase.text(), reason);
  }
}
