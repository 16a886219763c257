package io.rolloutoperator.kube.notify;

import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is in force for the Rollouts of one namespace.
 *
 * @param alerts of the operator's flags, whatever ConfigMaps say
 * @param operator of the ConfigMap in the operator's namespace
 * @param namespace of the ConfigMap in the Rollouts' own
 */
record Configuration(
    NotificationConfig alerts, NotificationConfig operator, NotificationConfig namespace) {

  NotificationConfig of(Owner owner) {
    return switch (owner) {
      case FLAGS -> alerts;
      case OPERATOR -> operator;
      case NAMESPACE -> namespace;
    };
  }

  /**
   * Those that are asked, in their order. The operator's is, even if it is empty: then
   * subscriptions are told to be wrong.
   */
  Map<Owner, NotificationConfig> all() {
    Map<Owner, NotificationConfig> all = new EnumMap<>(Owner.class);
    for (Owner owner : Owner.values()) {
      if (owner == Owner.OPERATOR || !of(owner).services().isEmpty()) {
        all.put(owner, of(owner));
      }
    }
    return all;
  }

  /** Whether Rollouts without any annotation may be told of. */
  boolean subscribesAll() {
    return all().values().stream().anyMatch(config -> !config.subscriptions().isEmpty());
  }
}
