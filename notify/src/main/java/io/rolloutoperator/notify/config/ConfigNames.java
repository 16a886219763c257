package io.rolloutoperator.notify.config;

/** Names of the objects that hold the configuration. */
public final class ConfigNames {

  public static final String CONFIG_MAP = "argo-rollouts-notification-configmap";
  public static final String SECRET = "argo-rollouts-notification-secret";

  private ConfigNames() {}
}
