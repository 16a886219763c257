package io.rolloutoperator.notify.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration.
 *
 * @param services by the names that recipients use
 * @param templates as they are written
 * @param defaultTriggers of subscriptions that name none
 * @param serviceDefaultTriggers the same for one service
 * @param context texts that templates know as {@code .context}
 * @param secrets values of the Secret, by their keys
 * @param problems one line each, without values of the Secret
 */
public record NotificationConfig(
    SortedMap<String, ServiceDefinition> services,
    SortedMap<String, List<TriggerCondition>> triggers,
    SortedMap<String, JsonNode> templates,
    List<GlobalSubscription> subscriptions,
    List<String> defaultTriggers,
    Map<String, List<String>> serviceDefaultTriggers,
    Map<String, String> context,
    Map<String, String> secrets,
    List<String> problems) {

  /** Nothing is configured. */
  public static final NotificationConfig NONE =
      new NotificationConfig(
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of());

  public NotificationConfig {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    triggers = Collections.unmodifiableSortedMap(new TreeMap<>(triggers));
    templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
    subscriptions = List.copyOf(subscriptions);
    defaultTriggers = List.copyOf(defaultTriggers);
    serviceDefaultTriggers = Map.copyOf(serviceDefaultTriggers);
    context = Map.copyOf(context);
    secrets = Map.copyOf(secrets);
    problems = List.copyOf(problems);
  }

  /** Without values of the Secret. */
  @Override
  public String toString() {
    return "services %s, triggers %s, templates %s"
        .formatted(services.keySet(), triggers.keySet(), templates.keySet());
  }
}
