package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.notify.defaults.AlertLink;
import io.rolloutoperator.notify.defaults.Receivers;

/**
 * What the user decides about notifications.
 *
 * @param namespace of the ConfigMap and the Secret
 * @param receivers of alerts that need no ConfigMap
 * @param link to the page about a Rollout, in these alerts
 * @param selfService whether namespaces of Rollouts may have a ConfigMap and a Secret of their own
 */
public record NotificationSettings(
    String namespace, Receivers receivers, AlertLink link, SelfService selfService) {

  /** Whether teams configure their notifications themselves. */
  public enum SelfService {
    OFF,
    ON
  }
}
