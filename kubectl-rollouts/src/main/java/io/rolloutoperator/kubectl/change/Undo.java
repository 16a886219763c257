package io.rolloutoperator.kubectl.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.EphemeralMetadata;
import io.rolloutoperator.api.template.TemplateComparison;
import io.rolloutoperator.api.template.TemplateEquality;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.Names;
import io.rolloutoperator.kubectl.view.Revisions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The way back to an earlier revision. */
public final class Undo {

  private Undo() {}

  /**
   * The ReplicaSet to go back to.
   *
   * @param owned those of the Rollout
   * @param revision its number; 0 for the one before the newest
   */
  public static Optional<JsonNode> target(List<JsonNode> owned, int revision) {
    if (revision > 0) {
      return owned.stream().filter(set -> Revisions.of(set) == revision).findFirst();
    }
    return owned.stream()
        .sorted(Comparator.comparingInt((JsonNode set) -> Revisions.of(set)).reversed())
        .skip(1)
        .findFirst();
  }

  /** The template of a ReplicaSet as it was written into the Rollout: without the hash. */
  public static JsonNode template(JsonNode replicaSet) {
    ObjectNode template = At.node(replicaSet, "spec", "template").deepCopy();
    if (At.node(template, "metadata", "labels") instanceof ObjectNode labels) {
      labels.remove(Names.HASH);
    }
    if (template.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("creationTimestamp");
    }
    return template;
  }

  /** Whether going back would change nothing. */
  public static boolean isCurrent(JsonNode workload, JsonNode template) {
    return TemplateEquality.compare(
            template, At.node(workload, "spec", "template"), EphemeralMetadata.NONE)
        instanceof TemplateComparison.Same;
  }

  /** The JSON patch that puts a template into place. */
  public static String patch(JsonNode template) {
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("op", "replace").put("path", "/spec/template").set("value", template);
    return Json.compact(JsonNodeFactory.instance.arrayNode().add(operation));
  }
}
