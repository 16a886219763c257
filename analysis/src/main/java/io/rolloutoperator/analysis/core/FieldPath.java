package io.rolloutoperator.analysis.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one field of a Rollout: below {@code metadata} what the downward API of pods offers,
 * elsewhere any primitive value by a path such as {@code status.pauseConditions[0].reason}.
 */
public final class FieldPath {

  private static final Pattern SUBSCRIPT = Pattern.compile("(?<map>.*?)\\['(?<key>.*)'\\]");
  private static final Pattern INDEXED = Pattern.compile("(?<field>.*?)\\[(?<index>.*)\\]");

  private FieldPath() {}

  /** The field as text; an absent label or annotation is the empty text. */
  public static Resolution<String> value(JsonNode rollout, String path) {
    return path.startsWith("metadata") ? metadata(rollout, path) : field(rollout, path);
  }

  /** Whether the path is one that the downward API offers. */
  public static boolean isMetadata(String path) {
    Matcher subscript = SUBSCRIPT.matcher(path);
    return switch (subscript.matches() ? subscript.group("map") : path) {
      case "metadata.labels", "metadata.annotations" -> true;
      case "metadata.name", "metadata.namespace", "metadata.uid" -> !subscript.matches();
      default -> false;
    };
  }

  private static Resolution<String> metadata(JsonNode rollout, String path) {
    Matcher subscript = SUBSCRIPT.matcher(path);
    if (subscript.matches()) {
      return isMetadata(path)
          ? Resolution.of(
              at(rollout, subscript.group("map")).path(subscript.group("key")).asText(""))
          : Resolution.problem("fieldPath \"" + path + "\" does not support subscript");
    }
    if (!isMetadata(path)) {
      return Resolution.problem("unsupported fieldPath: " + path);
    }
    JsonNode node = at(rollout, path);
    return Resolution.of(
        path.equals("metadata.labels") || path.equals("metadata.annotations")
            ? lines(node)
            : node.asText(""));
  }

  private static JsonNode at(JsonNode rollout, String path) {
    return rollout.path("metadata").path(path.substring("metadata.".length()));
  }

  /** A map as the downward API shows it: sorted lines {@code key="value"}. */
  private static String lines(JsonNode map) {
    TreeMap<String, String> sorted = new TreeMap<>();
    map.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
    return sorted.entrySet().stream()
        .map(entry -> entry.getKey() + "=\"" + escaped(entry.getValue()) + "\"")
        .collect(Collectors.joining("\n"));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r");
  }

  private static Resolution<String> field(JsonNode rollout, String path) {
    JsonNode node = rollout;
    for (String section : path.split("\\.", -1)) {
      Matcher indexed = INDEXED.matcher(section);
      boolean isIndexed = indexed.matches();
      node = node.path(isIndexed ? indexed.group("field") : section);
      if (node.isMissingNode() || node.isNull() || (isIndexed && !node.isArray())) {
        return Resolution.problem("invalid path " + path + " in rollout");
      }
      if (isIndexed) {
        switch (item(node, indexed.group("index"))) {
          case Resolution.Resolved<JsonNode>(JsonNode item) -> node = item;
          case Resolution.Unresolved<JsonNode>(String problem) -> {
            return Resolution.problem(problem);
          }
        }
      }
    }
    return node.isValueNode()
        ? Resolution.of(node.asText())
        : Resolution.problem("path " + path + " in rollout must terminate in a primitive value");
  }

  private static Resolution<JsonNode> item(JsonNode list, String index) {
    int position;
    try {
      position = Integer.parseInt(index);
    } catch (NumberFormatException e) {
      return Resolution.problem("invalid index '" + index + "'");
    }
    JsonNode item = position < 0 ? MissingNode.getInstance() : list.path(position);
    return item.isMissingNode()
        ? Resolution.problem("index " + position + " out of range")
        : Resolution.of(item);
  }
}
