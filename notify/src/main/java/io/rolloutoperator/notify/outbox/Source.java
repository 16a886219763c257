package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.subscription.Subscriptions;
import java.util.List;
import java.util.Map;

/**
 * One of the configurations that apply to a Rollout.
 *
 * @param variables of its conditions
 */
public record Source(Owner owner, NotificationConfig config, Map<String, Value> variables) {

  public Source {
    variables = Map.copyOf(variables);
  }

  /** Who is told what. The alerts of flags are not for Rollouts to send elsewhere. */
  Subscriptions subscriptions(RolloutIdentity rollout) {
    return Subscriptions.of(
        config, rollout.labels(), owner == Owner.FLAGS ? Map.of() : rollout.annotations());
  }

  boolean hasTrigger(String trigger) {
    return config.triggers().containsKey(trigger);
  }

  boolean hasService(Destination destination) {
    return config.services().containsKey(destination.service());
  }

  boolean serves(String trigger, Destination destination) {
    return hasTrigger(trigger) && hasService(destination);
  }

  /**
   * Whether a stored entry may be sent: everybody who may edit the object may write one, and what
   * the flags' alerts tell goes where the flags say.
   */
  public static boolean allows(Entry entry, NotificationConfig config) {
    return entry.address().owner() != Owner.FLAGS
        || Subscriptions.of(config, Map.of(), Map.of())
            .destinations()
            .getOrDefault(entry.trigger(), List.of())
            .contains(entry.destination());
  }

  /**
   * What keys of notifications begin with, as the notification engine has it: one destination may
   * be told by two configurations.
   */
  String prefix(RolloutIdentity rollout) {
    return owner == Owner.NAMESPACE ? rollout.namespace() + ":" : "";
  }
}
