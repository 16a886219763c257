package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Rollout with its AnalysisRuns, as a pass saw it. The trees are what templates may show.
 *
 * @param rollout whole, but for what the API server keeps of it
 */
record Sighting(ObjectReference reference, JsonNode rollout, List<JsonNode> runs) {

  private static final String REVISION = "rollout.argoproj.io/revision";
  private static final String SUBSCRIPTIONS = "notifications.argoproj.io/";

  static Sighting of(Rollout rollout, Collection<AnalysisRun> runs) {
    return new Sighting(
        ObjectReference.to(rollout),
        tree(rollout),
        runs.stream().<JsonNode>map(Sighting::tree).toList());
  }

  /** Whether it names recipients itself. */
  static boolean subscribes(Rollout rollout) {
    return orEmpty(rollout.getMetadata().getAnnotations()).keySet().stream()
        .anyMatch(key -> key.startsWith(SUBSCRIPTIONS));
  }

  Map<String, String> annotations() {
    return texts(rollout.at("/metadata/annotations"));
  }

  RolloutIdentity identity() {
    Map<String, String> annotations = annotations();
    return new RolloutIdentity(
        reference.uid(),
        annotations.getOrDefault(REVISION, ""),
        texts(rollout.at("/metadata/labels")),
        annotations);
  }

  private static ObjectNode tree(CustomResource<JsonNode, JsonNode> object) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
    ObjectMeta meta = object.getMetadata();
    ObjectNode metadata = tree.putObject("metadata");
    metadata.put("name", meta.getName()).put("namespace", meta.getNamespace());
    metadata.put("uid", meta.getUid()).put("creationTimestamp", meta.getCreationTimestamp());
    ObjectNode labels = metadata.putObject("labels");
    orEmpty(meta.getLabels()).forEach(labels::put);
    ObjectNode annotations = metadata.putObject("annotations");
    orEmpty(meta.getAnnotations()).forEach(annotations::put);
    tree.set("spec", orEmpty(object.getSpec()));
    tree.set("status", orEmpty(object.getStatus()));
    return tree;
  }

  private static Map<String, String> texts(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }

  private static JsonNode orEmpty(@Nullable JsonNode node) {
    return Objects.requireNonNullElse(node, JsonNodeFactory.instance.objectNode());
  }
}
