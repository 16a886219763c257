package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.subscription.Subscriptions;
import io.rolloutoperator.notify.trigger.ConditionResult;
import io.rolloutoperator.notify.trigger.EventTrigger;
import io.rolloutoperator.notify.trigger.TriggerEvaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Decides which notifications are due.
 *
 * <p>A trigger with the name of an Event is due when the Event happens, and a condition it has must
 * hold then; once for each revision and occurrence. Any other trigger is due when its condition
 * begins to hold, or holds for another value of {@code oncePer}. So is one that lasts, whatever the
 * name of its trigger.
 *
 * <p>Where several configurations apply, each of them tells what it has trigger and service for; a
 * subscription is wrong only if none has.
 */
public final class NotificationPlanner {

  private final Situation situation;
  private final Map<Source, Map<String, List<Destination>>> subscriptions = new LinkedHashMap<>();
  private final Map<Judged, List<ConditionResult>> results = new HashMap<>();
  private final SequencedSet<String> problems = new LinkedHashSet<>();
  private final List<Entry> lasting = new ArrayList<>();

  /** Keys of what this situation tells, whether it was told before or not. */
  private final Set<String> standing = new HashSet<>();

  private Outbox outbox;

  private NotificationPlanner(Situation situation, Outbox before) {
    this.situation = situation;
    this.outbox = before;
    for (Source source : situation.sources()) {
      Subscriptions subscribed = source.subscriptions(situation.rollout());
      subscriptions.put(source, subscribed.destinations());
      problems.addAll(subscribed.problems());
    }
  }

  /** A trigger of one of the configurations. */
  private record Judged(Owner owner, String trigger) {}

  /**
   * What is due.
   *
   * @param outbox with the new entries, and without marks of conditions that no longer hold
   * @param lasting what was told and is not over, each due when it was told: for receivers that
   *     forget it otherwise
   * @param problems one line for each condition that cannot be judged, each subscription that
   *     nobody serves, and subscriptions that cannot be read or are too many
   */
  public record Plan(Outbox outbox, List<Entry> lasting, List<String> problems) {
    public Plan {
      lasting = List.copyOf(lasting);
      problems = List.copyOf(problems);
    }
  }

  /** The outbox after this situation. */
  public static Plan plan(Situation situation, Outbox before) {
    NotificationPlanner planner = new NotificationPlanner(situation, before);
    for (Happening happening : situation.happenings()) {
      planner.subscriptions.forEach(
          (source, subscribed) ->
              subscribed
                  .getOrDefault(happening.trigger(), List.of())
                  .forEach(destination -> planner.ofEvent(source, happening, destination)));
    }
    planner.subscriptions.forEach(
        (source, subscribed) ->
            subscribed.forEach(
                (trigger, destinations) ->
                    destinations.forEach(to -> planner.ofState(source, trigger, to))));
    return planner.planned();
  }

  private Plan planned() {
    int surplus = outbox.surplus();
    if (surplus > 0) {
      problems.add("too much is still to be sent: the oldest %d are given up".formatted(surplus));
    }
    return new Plan(outbox.bounded(standing), lasting, List.copyOf(problems));
  }

  private void ofEvent(Source source, Happening happening, Destination destination) {
    String trigger = happening.trigger();
    if (!isServed(source, trigger, destination)) {
      return;
    }
    String once = situation.rollout().revision() + "/" + happening.occurrence();
    for (ConditionResult result : results(source, trigger)) {
      boolean holds = result.isByEvent() || result.triggered();
      if (holds && !result.condition().lasts()) {
        add(source, trigger, destination, result, once);
      }
    }
  }

  /** Conditions that are judged on every look. */
  private void ofState(Source source, String trigger, Destination destination) {
    boolean ofEvent = EventTrigger.isKnown(trigger);
    boolean lasts =
        source.config().triggers().getOrDefault(trigger, List.of()).stream()
            .anyMatch(TriggerCondition::lasts);
    if ((ofEvent && !lasts) || !isServed(source, trigger, destination)) {
      return;
    }
    for (ConditionResult result : results(source, trigger)) {
      if (!ofEvent || result.condition().lasts()) {
        Told told = new Told(situation, source, trigger, result, destination);
        outbox = told.plan(outbox);
        standing.addAll(told.standing(outbox));
        told.lasting(outbox).ifPresent(lasting::add);
      }
    }
  }

  private void add(
      Source source, String trigger, Destination to, ConditionResult result, String once) {
    Address address = new Address(source.owner(), to);
    String key = key(once, source.prefix(situation.rollout()), trigger, result, to);
    standing.add(key);
    List<String> templates = result.condition().send();
    Entry entry = Entry.fresh(key, situation, trigger, address, templates, Optional.empty());
    outbox = outbox.add(List.of(entry));
  }

  private boolean isServed(Source source, String trigger, Destination destination) {
    List<Source> asked =
        subscriptions.entrySet().stream()
            .filter(of -> of.getValue().getOrDefault(trigger, List.of()).contains(destination))
            .map(Map.Entry::getKey)
            .toList();
    if (asked.stream().noneMatch(other -> other.serves(trigger, destination))) {
      problems.add(missing(asked, trigger, destination));
    }
    return source.serves(trigger, destination);
  }

  private static String missing(List<Source> asked, String trigger, Destination destination) {
    if (asked.stream().noneMatch(source -> source.hasTrigger(trigger))) {
      return "trigger '" + trigger + "' is not configured";
    }
    String service = "service '" + destination.service() + "'";
    return asked.stream().noneMatch(source -> source.hasService(destination))
        ? "%s to %s: %s is not configured".formatted(trigger, destination, service)
        : "trigger '%s' and %s are not in one configuration".formatted(trigger, service);
  }

  /** Judged once, however many are told. */
  private List<ConditionResult> results(Source source, String trigger) {
    Judged judged = new Judged(source.owner(), trigger);
    List<ConditionResult> known = results.get(judged);
    if (known == null) {
      known = judge(source, trigger);
      results.put(judged, known);
    }
    return known;
  }

  private List<ConditionResult> judge(Source source, String trigger) {
    List<TriggerCondition> conditions = source.config().triggers().getOrDefault(trigger, List.of());
    // Conditions know values of the Secret, and keys and problems are shown.
    Redactor redactor = Redactor.of(source.config().secrets().values());
    List<ConditionResult> results =
        TriggerEvaluator.evaluate(conditions, source.variables(), situation.now()).stream()
            .map(result -> result.shown(redactor::redact))
            .toList();
    for (ConditionResult result : results) {
      result.problem().ifPresent(why -> problems.add("trigger '" + trigger + "': " + why));
    }
    return results;
  }

  /** As the notification engine writes it. */
  static String key(
      String once, String prefix, String trigger, ConditionResult result, Destination to) {
    String key = prefix + String.join(":", trigger, result.key(), to.service(), to.recipient());
    return once.isEmpty() ? key : once + ":" + key;
  }
}
