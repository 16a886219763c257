package io.rolloutoperator.api;

/** The API groups of the kinds of this module. */
public final class ApiGroup {

  /** Group of the kinds that Argo Rollouts has too. */
  public static final String GROUP = "argoproj.io";

  /** Group of the kinds that only this operator has. */
  public static final String OPERATOR_GROUP = "rollout-operator.io";

  /** Version of all kinds. */
  public static final String VERSION = "v1alpha1";

  /** {@code apiVersion} of the kinds that Argo Rollouts has too. */
  public static final String API_VERSION = GROUP + "/" + VERSION;

  /** {@code apiVersion} of the kinds that only this operator has. */
  public static final String OPERATOR_API_VERSION = OPERATOR_GROUP + "/" + VERSION;

  private ApiGroup() {}
}
