package io.rolloutoperator.kube.notify;

import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.DefaultAlerts;
import io.rolloutoperator.notify.subscription.Destination;
import java.util.List;

/**
 * What is in force.
 *
 * @param users of the ConfigMap
 * @param alerts of the operator's settings, whatever the ConfigMap says
 */
record Configuration(NotificationConfig users, NotificationConfig alerts) {

  static final Configuration NONE =
      new Configuration(NotificationConfig.NONE, NotificationConfig.NONE);

  /** Both, in the order in which they are asked. */
  List<NotificationConfig> all() {
    return List.of(alerts, users);
  }

  /** The one that a destination is of. */
  NotificationConfig of(Destination destination) {
    return DefaultAlerts.isOwn(destination.service()) ? alerts : users;
  }

  /** Whether Rollouts without any annotation may be told of. */
  boolean subscribesAll() {
    return !users.subscriptions().isEmpty() || !alerts.subscriptions().isEmpty();
  }
}
