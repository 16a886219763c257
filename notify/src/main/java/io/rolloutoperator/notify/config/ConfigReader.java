package io.rolloutoperator.notify.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a ConfigMap and a Secret. Keys that mean nothing here are left alone; a broken value is a
 * problem and counts as absent.
 */
public final class ConfigReader {

  private final Map<String, String> secrets;
  private final List<String> problems = new ArrayList<>();
  private final TreeMap<String, ServiceDefinition> services = new TreeMap<>();
  private final TreeMap<String, List<TriggerCondition>> triggers = new TreeMap<>();
  private final TreeMap<String, JsonNode> templates = new TreeMap<>();
  private final Map<String, List<String>> serviceDefaults = new LinkedHashMap<>();
  private final List<GlobalSubscription> subscriptions = new ArrayList<>();
  private List<String> defaultTriggers = List.of();
  private Map<String, String> context = Map.of();

  private ConfigReader(Map<String, String> secrets) {
    this.secrets = secrets;
  }

  /**
   * Reads the configuration.
   *
   * @param data of the ConfigMap
   * @param secrets of the Secret, decoded
   */
  public static NotificationConfig read(Map<String, String> data, Map<String, String> secrets) {
    ConfigReader reader = new ConfigReader(secrets);
    new TreeMap<>(data).forEach(reader::entry);
    return new NotificationConfig(
        reader.services,
        reader.triggers,
        reader.templates,
        reader.subscriptions,
        reader.defaultTriggers,
        reader.serviceDefaults,
        reader.context,
        secrets,
        reader.problems);
  }

  private void entry(String key, String text) {
    int point = key.indexOf('.');
    String kind = point < 0 ? key : key.substring(0, point);
    String name = point < 0 ? "" : key.substring(point + 1);
    switch (kind) {
      case "service" -> tree(key, text).ifPresent(tree -> service(key, name, tree));
      case "template" -> tree(key, text).ifPresent(tree -> template(key, name, tree));
      case "trigger" -> tree(key, text).ifPresent(tree -> trigger(key, name, tree));
      case "subscriptions" -> tree(key, text).ifPresent(tree -> subscriptions(key, tree));
      case "context" -> tree(key, text).ifPresent(tree -> context = texts(tree));
      case "defaultTriggers" -> tree(key, text).ifPresent(tree -> defaults(name, tree));
      default -> {
        // Other keys are somebody else's.
      }
    }
  }

  private Optional<JsonNode> tree(String key, String text) {
    return switch (YamlTree.read(text)) {
      case YamlTree.Reading.Read(JsonNode tree) -> Optional.of(tree);
      case YamlTree.Reading.Unreadable(String message) -> {
        problems.add(key + ": " + message);
        yield Optional.empty();
      }
    };
  }

  private void service(String key, String path, JsonNode tree) {
    List<String> names = List.of(path.split("\\.", -1));
    if (names.size() > 2 || names.contains("")) {
      problems.add("invalid service key; expected 'service.<type>(.<name>)' but got '" + key + "'");
      return;
    }
    SecretReferences references = new SecretReferences(secrets);
    JsonNode options = references.resolve(tree);
    if (references.isTooLarge()) {
      problems.add(key + ": values of Secret " + ConfigNames.SECRET + " larger than 1 MiB");
      return;
    }
    references
        .unknown()
        .forEach(
            name ->
                problems.add(
                    "%s refers to $%s, but Secret %s has no key %s"
                        .formatted(key, name, ConfigNames.SECRET, name)));
    services.put(
        names.getLast(), new ServiceDefinition(names.getFirst(), names.getLast(), options));
  }

  private void template(String key, String name, JsonNode tree) {
    if (tree.isObject()) {
      templates.put(name, tree);
    } else {
      problems.add(key + ": expected fields such as message, slack or webhook");
    }
  }

  private void trigger(String key, String name, JsonNode tree) {
    if (!tree.isArray()) {
      problems.add(key + ": expected a list of conditions");
      return;
    }
    List<TriggerCondition> conditions = new ArrayList<>();
    for (JsonNode condition : tree) {
      conditions.add(
          new TriggerCondition(
              condition.path("when").asText(),
              condition.path("oncePer").asText(),
              condition.path("description").asText(),
              list(condition.path("send")),
              condition.path("until").asText(),
              list(condition.path("resolve"))));
    }
    triggers.put(name, List.copyOf(conditions));
  }

  private void subscriptions(String key, JsonNode tree) {
    for (JsonNode subscription : tree) {
      String selector = subscription.path("selector").asText();
      Optional<LabelTerms> terms = LabelTerms.parse(selector);
      if (terms.isEmpty()) {
        problems.add(key + ": invalid selector \"" + selector + "\"");
      } else {
        subscriptions.add(
            new GlobalSubscription(
                recipients(key, subscription.path("recipients")),
                list(subscription.path("triggers")),
                terms.get()));
      }
    }
  }

  /** With a blank behind the colon it is a map, which names nobody. */
  private List<String> recipients(String key, JsonNode tree) {
    List<String> recipients = list(tree).stream().filter(text -> !text.isEmpty()).toList();
    if (recipients.size() < tree.size()) {
      problems.add(key + ": a recipient is a text such as slack:releases, without a blank in it");
    }
    return recipients;
  }

  private void defaults(String service, JsonNode tree) {
    if (service.isEmpty()) {
      defaultTriggers = list(tree);
    } else {
      serviceDefaults.put(service, list(tree));
    }
  }

  private static List<String> list(JsonNode tree) {
    List<String> texts = new ArrayList<>();
    tree.forEach(element -> texts.add(element.asText()));
    return List.copyOf(texts);
  }

  private static Map<String, String> texts(JsonNode tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    tree.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
