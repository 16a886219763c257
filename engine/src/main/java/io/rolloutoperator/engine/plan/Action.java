package io.rolloutoperator.engine.plan;

/**
 * One write that a plan wants. Every action names desired values, never differences, so that
 * repeating it after a crash is harmless; the executor adds the precondition (resourceVersion, UID)
 * of the object that the plan was made from.
 */
public sealed interface Action
    permits AdoptReplicaSet,
        ApplyTraffic,
        CreateAnalysisRun,
        CreateReplicaSet,
        DefaultReplicas,
        DeleteAnalysisRun,
        DeleteReplicaSet,
        EvictPod,
        PointService,
        ReleaseReplicaSet,
        ReleaseService,
        ScaleReplicaSet,
        SetRevision,
        TerminateAnalysisRun,
        UpdateReplicaSet {

  /** The action in a few words for logs and golden files: verb, object, desired value. */
  String describe();

  /**
   * Whether it is made when all else of its plan is written: what it makes must not be left alone
   * by a write that is refused before the status knows of it.
   */
  default boolean comesLast() {
    return false;
  }
}
