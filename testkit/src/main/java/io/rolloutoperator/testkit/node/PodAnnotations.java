package io.rolloutoperator.testkit.node;

/** Annotations of a pod that tell the node agent what the pod is to do. */
public final class PodAnnotations {
  private static final String PREFIX = "testkit.rolloutoperator.io/";

  /** {@code sim}, {@code http} or {@code process}; without it the image's prefix decides. */
  public static final String KIND = PREFIX + "kind";

  /** Sim pods: how long after its start a container is ready, such as {@code 2s}; default 0. */
  public static final String READY_DELAY = PREFIX + "ready-delay";

  /** Sim pods: {@code false} keeps the containers unready. */
  public static final String READY = PREFIX + "ready";

  /** Sim pods: how long a container runs before it exits; without it only those of Jobs exit. */
  public static final String RUN_FOR = PREFIX + "run-for";

  /** Sim pods: the exit code of a container that exits; default 0. */
  public static final String EXIT_CODE = PREFIX + "exit-code";

  /** Sim pods: how long a container takes to end after SIGTERM; default 0. */
  public static final String TERMINATION_DELAY = PREFIX + "termination-delay";

  /** {@code true} keeps a deleted pod in Terminating until it is removed with grace period 0. */
  public static final String HANG_TERMINATING = PREFIX + "hang-terminating";

  private PodAnnotations() {}
}
