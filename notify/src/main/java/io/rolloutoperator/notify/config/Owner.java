package io.rolloutoperator.notify.config;

/** Whose configuration a notification is of. */
public enum Owner {
  /** The alerts of the operator's flags. */
  FLAGS,

  /** The ConfigMap of the operator's namespace. */
  OPERATOR,

  /** The ConfigMap of the Rollout's own namespace. */
  NAMESPACE
}
