package io.rolloutoperator.api;

/** The API group all kinds of this module belong to. */
public final class ApiGroup {

  public static final String GROUP = "argoproj.io";
  public static final String VERSION = "v1alpha1";

  /** {@code apiVersion} of all kinds. */
  public static final String API_VERSION = GROUP + "/" + VERSION;

  private ApiGroup() {}
}
