package io.rolloutoperator.notify.subscription;

import io.rolloutoperator.notify.config.GlobalSubscription;
import io.rolloutoperator.notify.config.NotificationConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is told what of one object. */
public final class Subscriptions {

  private Subscriptions() {}

  /** The destinations of each trigger, each of them once, those of the configuration first. */
  public static SortedMap<String, List<Destination>> of(
      NotificationConfig config, Map<String, String> labels, Map<String, String> annotations) {
    Map<String, SequencedSet<Destination>> found = new LinkedHashMap<>();
    for (GlobalSubscription subscription : config.subscriptions()) {
      if (subscription.selector().match(labels)) {
        add(subscription, config, found);
      }
    }
    for (var subscription : AnnotationSubscriptions.of(annotations)) {
      Destination destination = subscription.destination();
      for (String trigger : triggers(subscription.trigger(), destination, config)) {
        found.computeIfAbsent(trigger, _ -> new LinkedHashSet<>()).add(destination);
      }
    }
    SortedMap<String, List<Destination>> destinations = new TreeMap<>();
    found.forEach((trigger, all) -> destinations.put(trigger, List.copyOf(all)));
    return destinations;
  }

  private static void add(
      GlobalSubscription subscription,
      NotificationConfig config,
      Map<String, SequencedSet<Destination>> found) {
    List<String> triggers =
        subscription.triggers().isEmpty() ? config.defaultTriggers() : subscription.triggers();
    for (String trigger : triggers) {
      SequencedSet<Destination> destinations =
          found.computeIfAbsent(trigger, _ -> new LinkedHashSet<>());
      subscription.recipients().forEach(r -> destinations.add(Destination.parse(r)));
    }
  }

  private static List<String> triggers(
      String named, Destination destination, NotificationConfig config) {
    return named.isEmpty()
        ? config
            .serviceDefaultTriggers()
            .getOrDefault(destination.service(), config.defaultTriggers())
        : List.of(named);
  }
}
