package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.subscription.Subscriptions;
import io.rolloutoperator.notify.trigger.ConditionResult;
import io.rolloutoperator.notify.trigger.EventTrigger;
import io.rolloutoperator.notify.trigger.TriggerEvaluator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Decides which notifications are due.
 *
 * <p>A trigger with the name of an Event is due when the Event happens, and a condition it has must
 * hold then; once for each revision and occurrence. Any other trigger is due when its condition
 * begins to hold, or holds for another value of {@code oncePer}. So is one that lasts, whatever the
 * name of its trigger.
 */
public final class NotificationPlanner {

  private NotificationPlanner() {}

  /**
   * What is due.
   *
   * @param outbox with the new entries, and without marks of conditions that no longer hold
   * @param lasting what was told and is not over, each due when it was told: for receivers that
   *     forget it otherwise
   * @param problems one line for each condition that cannot be judged and each trigger that is
   *     subscribed to and not configured
   */
  public record Plan(Outbox outbox, List<Entry> lasting, List<String> problems) {
    public Plan {
      lasting = List.copyOf(lasting);
      problems = List.copyOf(problems);
    }
  }

  /** The outbox after this situation. */
  public static Plan plan(Situation situation, Outbox before) {
    Map<String, List<Destination>> subscriptions =
        Subscriptions.of(
            situation.config(), situation.rollout().labels(), situation.rollout().annotations());
    Outbox outbox = before;
    List<Entry> lasting = new ArrayList<>();
    SequencedSet<String> problems = new LinkedHashSet<>();
    for (Happening happening : situation.happenings()) {
      for (Destination destination : subscriptions.getOrDefault(happening.trigger(), List.of())) {
        outbox = outbox.add(ofEvent(situation, happening, destination, problems));
      }
    }
    for (Map.Entry<String, List<Destination>> subscription : subscriptions.entrySet()) {
      for (ConditionResult result : ofState(situation, subscription.getKey(), problems)) {
        for (Destination destination : subscription.getValue()) {
          Told told = new Told(situation, subscription.getKey(), result, destination);
          outbox = told.plan(outbox);
          told.lasting(outbox).ifPresent(lasting::add);
        }
      }
    }
    return new Plan(outbox, lasting, List.copyOf(problems));
  }

  /** Conditions that are judged on every look. */
  private static List<ConditionResult> ofState(
      Situation situation, String trigger, SequencedSet<String> problems) {
    boolean ofEvent = EventTrigger.isKnown(trigger);
    boolean lasts =
        situation.config().triggers().getOrDefault(trigger, List.of()).stream()
            .anyMatch(TriggerCondition::lasts);
    return ofEvent && !lasts
        ? List.of()
        : results(situation, trigger, problems).stream()
            .filter(result -> !ofEvent || result.condition().lasts())
            .toList();
  }

  private static List<Entry> ofEvent(
      Situation situation,
      Happening happening,
      Destination destination,
      SequencedSet<String> problems) {
    List<Entry> entries = new ArrayList<>();
    String trigger = happening.trigger();
    for (ConditionResult result : results(situation, trigger, problems)) {
      boolean holds = result.isByEvent() || result.triggered();
      if (holds && !result.condition().lasts()) {
        String once = situation.rollout().revision() + "/" + happening.occurrence();
        entries.add(
            Entry.fresh(
                key(once, trigger, result, destination),
                situation,
                trigger,
                destination,
                result.condition().send()));
      }
    }
    return entries;
  }

  private static List<ConditionResult> results(
      Situation situation, String trigger, SequencedSet<String> problems) {
    List<TriggerCondition> conditions = situation.config().triggers().get(trigger);
    if (conditions == null) {
      problems.add("trigger '" + trigger + "' is not configured");
      return List.of();
    }
    List<ConditionResult> results =
        TriggerEvaluator.evaluate(conditions, situation.variables(), situation.now());
    results.forEach(
        result ->
            result.problem().ifPresent(why -> problems.add("trigger '" + trigger + "': " + why)));
    return results;
  }

  /** As the notification engine writes it. */
  static String key(
      String oncePer, String trigger, ConditionResult result, Destination destination) {
    String key =
        String.join(":", trigger, result.key(), destination.service(), destination.recipient());
    return oncePer.isEmpty() ? key : oncePer + ":" + key;
  }
}
