package io.rolloutoperator.kube.metrics;

/** The kinds that are reconciled, with the prefix of their metrics. */
public enum ReconciledKind {
  ROLLOUT("Rollout", "rollout"),
  ANALYSIS_RUN("AnalysisRun", "analysis_run"),
  EXPERIMENT("Experiment", "experiment");

  private final String kind;
  private final String prefix;

  ReconciledKind(String kind, String prefix) {
    this.kind = kind;
    this.prefix = prefix;
  }

  /** The Kubernetes kind. */
  public String kind() {
    return kind;
  }

  String prefix() {
    return prefix;
  }
}
