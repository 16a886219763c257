package io.rolloutoperator.gitsync.plan;

/** How an object is applied: annotation {@code rollout-operator.io/apply}. */
public enum ApplyMode {
  /** Git alone decides; what other tools added by an update is taken away. */
  OVERRIDE,
  /** Fields that others own and Git does not name stay. */
  MERGE,
  /** Created once, never changed. */
  IF_NOT_PRESENT,
  /** Left alone. */
  IGNORE
}
