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
 * begins to hold, or holds for another value of {@code oncePer}.
 */
public final class NotificationPlanner {

  private NotificationPlanner() {}

  /**
   * What is due.
   *
   * @param outbox with the new entries, and without marks of conditions that no longer hold
   * @param problems one line for each condition that cannot be judged and each trigger that is
   *     subscribed to and not configured
   */
  public record Plan(Outbox outbox, List<String> problems) {
    public Plan {
      problems = List.copyOf(problems);
    }
  }

  /** The outbox after this situation. */
  public static Plan plan(Situation situation, Outbox before) {
    Map<String, List<Destination>> subscriptions =
        Subscriptions.of(
            situation.config(), situation.rollout().labels(), situation.rollout().annotations());
    Outbox outbox = before;
    SequencedSet<String> problems = new LinkedHashSet<>();
    for (Happening happening : situation.happenings()) {
      for (Destination destination : subscriptions.getOrDefault(happening.trigger(), List.of())) {
        outbox = outbox.add(ofEvent(situation, happening, destination, problems));
      }
    }
    for (Map.Entry<String, List<Destination>> subscription : subscriptions.entrySet()) {
      if (!EventTrigger.isKnown(subscription.getKey())) {
        for (Destination destination : subscription.getValue()) {
          outbox = ofState(situation, subscription.getKey(), destination, outbox, problems);
        }
      }
    }
    return new Plan(outbox, List.copyOf(problems));
  }

  private static List<Entry> ofEvent(
      Situation situation,
      Happening happening,
      Destination destination,
      SequencedSet<String> problems) {
    List<Entry> entries = new ArrayList<>();
    String trigger = happening.trigger();
    for (ConditionResult result : results(situation, trigger, problems)) {
      if (result.isByEvent() || result.triggered()) {
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

  private static Outbox ofState(
      Situation situation,
      String trigger,
      Destination destination,
      Outbox before,
      SequencedSet<String> problems) {
    Outbox outbox = before;
    for (ConditionResult result : results(situation, trigger, problems)) {
      String key = key(result.oncePer(), trigger, result, destination);
      if (result.triggered()) {
        outbox =
            outbox.add(
                List.of(
                    Entry.fresh(key, situation, trigger, destination, result.condition().send())));
      } else if (result.problem().isEmpty() && result.condition().oncePer().isBlank()) {
        outbox = outbox.forget(key);
      }
    }
    return outbox;
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
  private static String key(
      String oncePer, String trigger, ConditionResult result, Destination destination) {
    String key =
        String.join(":", trigger, result.key(), destination.service(), destination.recipient());
    return oncePer.isEmpty() ? key : oncePer + ":" + key;
  }
}
