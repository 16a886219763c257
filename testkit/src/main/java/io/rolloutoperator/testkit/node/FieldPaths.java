package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a pod that the Downward API offers. */
final class FieldPaths {
  private static final Pattern KEYED =
      Pattern.compile("metadata\\.(labels|annotations)\\['(.+)'\\]");

  private FieldPaths() {}

  /** Returns the field's value, empty when the pod has none. */
  static String resolve(JsonNode pod, String address, String fieldPath) {
    Matcher keyed = KEYED.matcher(fieldPath);
    if (keyed.matches()) {
      return pod.path("metadata").path(keyed.group(1)).path(keyed.group(2)).asText("");
    }
    return switch (fieldPath) {
      case "metadata.labels", "metadata.annotations" ->
          lines(pod.path("metadata").path(fieldPath.substring("metadata.".length())));
      case "status.podIP", "status.podIPs" -> address;
      case "status.hostIP", "status.hostIPs" -> NodeRegistration.ADDRESS;
      default -> {
        JsonNode value = pod;
        for (String field : fieldPath.split("\\.", -1)) {
          value = value.path(field);
        }
        yield value.asText("");
      }
    };
  }

  private static String lines(JsonNode map) {
    List<String> lines = new ArrayList<>();
    map.properties()
        .forEach(entry -> lines.add(entry.getKey() + "=\"" + entry.getValue().asText() + "\""));
    lines.sort(null);
    return String.join("\n", lines);
  }
}
