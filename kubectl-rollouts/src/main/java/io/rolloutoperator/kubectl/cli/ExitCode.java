package io.rolloutoperator.kubectl.cli;

/** Exit codes, as kubectl and Argo Rollouts' plugin use them. */
public final class ExitCode {

  /** Done. */
  public static final int OK = 0;

  /** Refused, failed, or the answer is "no": a degraded Rollout, an invalid file. */
  public static final int FAILED = 1;

  /** The question cannot be answered: a time-out, or a plan without the facts it needs. */
  public static final int UNDECIDED = 2;

  private ExitCode() {}
}
