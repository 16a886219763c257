package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.notify.defaults.DefaultAlerts.Receivers;

/**
 * What the user decides about notifications.
 *
 * @param namespace of the ConfigMap and the Secret
 * @param receivers of alerts that need no ConfigMap
 */
public record NotificationSettings(String namespace, Receivers receivers) {}
