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
 *   <li>{@code notifications.argoproj.io/subscriptions}: a list in YAML
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

  /**
   * One subscription.
   *
   * @param trigger empty for the default triggers
   */
  record Subscription(String trigger, Destination destination) {}

  private AnnotationSubscriptions() {}

  /** All subscriptions, in the order of their keys. */
  static List<Subscription> of(Map<String, String> annotations) {
    List<Subscription> found = new ArrayList<>();
    new TreeMap<>(annotations)
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                plain(key.substring(PREFIX.length()), value, found);
              } else if (LISTS.contains(key)) {
                list(value, found);
              } else if (key.endsWith(FIRST_FORM)) {
                firstForm(key, value, found);
              }
            });
    return found;
  }

  private static void plain(String path, String value, List<Subscription> found) {
    String[] names = path.split("\\.", -1);
    String trigger = names.length < 2 ? "" : names[0];
    String service = names.length < 2 ? names[0] : names[1];
    if (value.isEmpty()) {
      found.add(new Subscription(trigger, new Destination(service, "")));
    }
    for (String recipient : value.split(";", -1)) {
      if (!recipient.isBlank()) {
        found.add(new Subscription(trigger, new Destination(service, recipient.strip())));
      }
    }
  }

  private static void list(String value, List<Subscription> found) {
    if (!(YamlTree.read(value) instanceof YamlTree.Reading.Read(JsonNode tree))) {
      return;
    }
    for (JsonNode subscription : tree) {
      for (JsonNode trigger : subscription.path("trigger")) {
        for (JsonNode destination : subscription.path("destinations")) {
          for (JsonNode recipient : destination.path("recipients")) {
            found.add(
                new Subscription(
                    trigger.asText(),
                    new Destination(destination.path("service").asText(), recipient.asText())));
          }
        }
      }
    }
  }

  private static void firstForm(String key, String value, List<Subscription> found) {
    String before = key.substring(0, key.length() - FIRST_FORM.length());
    boolean hasTrigger = before.endsWith(".");
    if (!before.isEmpty() && !hasTrigger) {
      return;
    }
    String trigger = hasTrigger ? before.substring(0, before.length() - 1) : "";
    for (String recipient : value.split(",", -1)) {
      if (!recipient.isBlank()) {
        found.add(new Subscription(trigger, Destination.parse(recipient)));
      }
    }
  }
}
