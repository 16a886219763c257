package io.rolloutoperator.kubectl.view;

/** Names of labels and annotations that the API fixes. */
public final class Names {

  public static final String REVISION = "rollout.argoproj.io/revision";
  public static final String HASH = "rollouts-pod-template-hash";
  public static final String SCALE_DOWN_DEADLINE = "scale-down-deadline";

  /** On Jobs that an AnalysisRun measures by. */
  public static final String RUN_OF_JOB = "analysisrun.argoproj.io/uid";

  public static final String RUN_TYPE = "rollout-type";

  private Names() {}
}
