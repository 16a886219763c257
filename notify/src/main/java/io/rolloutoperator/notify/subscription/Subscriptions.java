package io.rolloutoperator.notify.subscription;

import io.rolloutoperator.notify.config.GlobalSubscription;
import io.rolloutoperator.notify.config.NotificationConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is told what of one object.
 *
 * @param destinations of each trigger, each of them once, those of the configuration first
 * @param problems one line for each annotation that cannot be read, and one if there are too many
 *     subscriptions
 */
public record Subscriptions(
    SortedMap<String, List<Destination>> destinations, List<String> problems) {

  public Subscriptions {
    destinations = Collections.unmodifiableSortedMap(new TreeMap<>(destinations));
    problems = List.copyOf(problems);
  }

  /** The subscriptions of an object: at most 1,000, with at most 256 KiB of names. */
  public static Subscriptions of(
      NotificationConfig config, Map<String, String> labels, Map<String, String> annotations) {
    Found found = new Found(config);
    try {
      config.subscriptions().stream()
          .filter(subscription -> subscription.selector().match(labels))
          .forEach(found::configured);
      AnnotationSubscriptions.read(annotations, found);
    } catch (TooMany e) {
      found.problem(String.valueOf(e.getMessage()));
    }
    SortedMap<String, List<Destination>> destinations = new TreeMap<>();
    found.destinations.forEach((trigger, all) -> destinations.put(trigger, List.copyOf(all)));
    return new Subscriptions(destinations, found.problems);
  }

  /** What is found so far. Lists multiply: a few lines can stand for millions. */
  private static final class Found implements AnnotationSubscriptions.Sink {

    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 256 * 1024;

    private final NotificationConfig config;
    private final Map<String, SequencedSet<Destination>> destinations = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int count;
    private long characters;

    Found(NotificationConfig config) {
      this.config = config;
    }

    void configured(GlobalSubscription subscription) {
      List<String> triggers =
          subscription.triggers().isEmpty() ? config.defaultTriggers() : subscription.triggers();
      for (String trigger : triggers) {
        subscription.recipients().forEach(r -> add(trigger, Destination.parse(r)));
      }
    }

    @Override
    public void subscription(String trigger, Destination destination) {
      List<String> triggers =
          trigger.isEmpty()
              ? config
                  .serviceDefaultTriggers()
                  .getOrDefault(destination.service(), config.defaultTriggers())
              : List.of(trigger);
      triggers.forEach(named -> add(named, destination));
    }

    @Override
    public void problem(String message) {
      problems.add(message);
    }

    private void add(String trigger, Destination destination) {
      characters += trigger.length() + destination.service().length();
      characters += destination.recipient().length();
      if (++count > MOST) {
        throw new TooMany("more than " + MOST + " subscriptions");
      }
      if (characters > MOST_CHARACTERS) {
        throw new TooMany(
            "subscriptions with names of more than " + MOST_CHARACTERS / 1024 + " KiB");
      }
      destinations.computeIfAbsent(trigger, _ -> new LinkedHashSet<>()).add(destination);
    }
  }

  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany(String what) {
      super(what + " of one object: the rest is not told", null, false, false);
    }
  }
}
