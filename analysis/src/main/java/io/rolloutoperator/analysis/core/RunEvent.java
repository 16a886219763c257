package io.rolloutoperator.analysis.core;

/**
 * A Kubernetes Event on an AnalysisRun.
 *
 * @param reason such as {@code MetricFailed}
 * @param message one line
 */
public record RunEvent(Severity severity, String reason, String message) {

  /** The Event's type. */
  public enum Severity {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String type;

    Severity(String type) {
      this.type = type;
    }

    /** As in the Event's {@code type}. */
    public String type() {
      return type;
    }
  }

  static RunEvent metricCompleted(String metric, AnalysisPhase phase) {
    return new RunEvent(
        severityOf(phase),
        "Metric" + phase.text(),
        "Metric '" + metric + "' Completed. Result: " + phase.text());
  }

  static RunEvent runCompleted(AnalysisPhase phase) {
    return new RunEvent(
        severityOf(phase),
        "AnalysisRun" + phase.text(),
        "Analysis Completed. Result: " + phase.text());
  }

  /** Something to look at that does not end the run. */
  public static RunEvent warning(String reason, String message) {
    return new RunEvent(Severity.WARNING, reason, message);
  }

  private static Severity severityOf(AnalysisPhase phase) {
    return phase == AnalysisPhase.FAILED || phase == AnalysisPhase.ERROR
        ? Severity.WARNING
        : Severity.NORMAL;
  }
}
