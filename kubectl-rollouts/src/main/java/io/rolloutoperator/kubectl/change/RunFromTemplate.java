package io.rolloutoperator.kubectl.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.view.At;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An AnalysisRun made of a template by hand.
 *
 * @param name of the run; empty for a generated one
 * @param generateName the beginning of a generated name; that of the template otherwise
 * @param instanceId the controller that is to run it; empty for the one without
 * @param arguments values by name; they stand for those of the template
 */
public record RunFromTemplate(
    Optional<String> name,
    Optional<String> generateName,
    Optional<String> instanceId,
    Map<String, String> arguments) {

  private static final String INSTANCE = "argo-rollouts.argoproj.io/controller-instance-id";
  private static final List<String> COPIED = List.of("metrics", "dryRun", "measurementRetention");

  /** Values keep their order. */
  public RunFromTemplate {
    arguments = new LinkedHashMap<>(arguments);
  }

  /** The run. */
  public ObjectNode of(JsonNode template) {
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    run.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AnalysisRun");
    ObjectNode metadata = run.putObject("metadata");
    if (name.isPresent()) {
      metadata.put("name", name.get());
    } else {
      metadata.put("generateName", generateName.orElse(At.name(template) + "-"));
    }
    instanceId.ifPresent(id -> metadata.putObject("labels").put(INSTANCE, id));
    ObjectNode spec = run.putObject("spec");
    for (String field : COPIED) {
      JsonNode value = At.node(template, "spec", field);
      if (!value.isMissingNode()) {
        spec.set(field, value.deepCopy());
      }
    }
    ArrayNode merged = merged(At.node(template, "spec", "args"));
    if (!merged.isEmpty()) {
      spec.set("args", merged);
    }
    return run;
  }

  private ArrayNode merged(JsonNode declared) {
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    Map<String, String> left = new LinkedHashMap<>(arguments);
    for (JsonNode argument : declared) {
      String value = left.remove(At.text(argument, "name"));
      merged.add(value == null ? argument.deepCopy() : argument(At.text(argument, "name"), value));
    }
    left.forEach((key, value) -> merged.add(argument(key, value)));
    return merged;
  }

  private static ObjectNode argument(String key, String value) {
    return JsonNodeFactory.instance.objectNode().put("name", key).put("value", value);
  }
}
