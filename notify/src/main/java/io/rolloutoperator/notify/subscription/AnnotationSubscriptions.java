package io.rolloutoperator.notify.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.notify.config.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Subscriptions in annotations:
 *
 * <ul>
 *   <li>{@code notifications.argoproj.io/subscribe.TRIGGER.SERVICE: a;b}
 *   <li>{@code notifications.argoproj.io/subscribe.SERVICE: a} for the default triggers
 *   <li>{@code notifications.argoproj.io/subscriptions}: a list in YAML; what names no trigger is
 *       for the default triggers
 *   <li>{@code TRIGGER.recipients.argocd-notifications.argoproj.io: SERVICE:a,SERVICE:b} and the
 *       same without a trigger, the form of the engine's first versions
 * </ul>
 */
final class AnnotationSubscriptions {

  private static final String PREFIX = "notifications.argoproj.io/subscribe.";
  private static final List<String> LISTS =
      List.of(
          "notifications.argoproj.io/subscriptions", "notifications.argoproj.io/subscribe_yaml");
  private static final String FIRST_FORM = "recipients.argocd-notifications.argoproj.io";

  /** Takes what is found. */
  interface Sink {
    /**
     * Takes one subscription.
     *
     * @param trigger empty for the default triggers
     */
    void subscription(String trigger, Destination destination);

    /** Takes one line about an annotation that cannot be read. */
    void problem(String message);
  }

  private final Sink sink;

  private AnnotationSubscriptions(Sink sink) {
    this.sink = sink;
  }

  /** Finds all subscriptions, in the order of their keys. */
  static void read(Map<String, String> annotations, Sink sink) {
    new TreeMap<>(annotations).forEach(new AnnotationSubscriptions(sink)::annotation);
  }

  private void annotation(String key, String value) {
    if (key.startsWith(PREFIX)) {
      plain(key.substring(PREFIX.length()), value);
    } else if (LISTS.contains(key)) {
      switch (YamlTree.read(value)) {
        case YamlTree.Reading.Read(JsonNode tree) -> list(tree);
        case YamlTree.Reading.Unreadable(String message) ->
            sink.problem("annotation " + key + ": " + message);
      }
    } else if (key.endsWith(FIRST_FORM)) {
      firstForm(key, value);
    }
  }

  private void plain(String path, String value) {
    String[] names = path.split("\\.", -1);
    String trigger = names.length < 2 ? "" : names[0];
    String service = names.length < 2 ? names[0] : names[1];
    if (value.isEmpty()) {
      sink.subscription(trigger, new Destination(service, ""));
    }
    for (String recipient : value.split(";", -1)) {
      if (!recipient.isBlank()) {
        sink.subscription(trigger, new Destination(service, recipient.strip()));
      }
    }
  }

  private void list(JsonNode tree) {
    for (JsonNode subscription : tree) {
      List<String> triggers = texts(subscription.path("trigger"));
      for (String trigger : triggers.isEmpty() ? List.of("") : triggers) {
        for (JsonNode destination : subscription.path("destinations")) {
          String service = destination.path("service").asText();
          for (String recipient : texts(destination.path("recipients"))) {
            sink.subscription(trigger, new Destination(service, recipient));
          }
        }
      }
    }
  }

  /** Those of a list; people who have one write it without. */
  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    if (list.isTextual()) {
      texts.add(list.asText());
    }
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void firstForm(String key, String value) {
    String before = key.substring(0, key.length() - FIRST_FORM.length());
    boolean hasTrigger = before.endsWith(".");
    if (!before.isEmpty() && !hasTrigger) {
      return;
    }
    String trigger = hasTrigger ? before.substring(0, before.length() - 1) : "";
    for (String recipient : value.split(",", -1)) {
      if (!recipient.isBlank()) {
        sink.subscription(trigger, Destination.parse(recipient));
      }
    }
  }
}
