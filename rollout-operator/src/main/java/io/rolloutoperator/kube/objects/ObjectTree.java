package io.rolloutoperator.kube.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object as one tree, for those who point into it: arguments of analyses, templates of
 * notifications. What the API server keeps about it is left out.
 */
public final class ObjectTree {

  private ObjectTree() {}

  /** The tree; a part that the object does not have is empty. */
  public static ObjectNode of(CustomResource<JsonNode, JsonNode> object) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
    ObjectMeta meta = object.getMetadata();
    ObjectNode metadata = tree.putObject("metadata");
    metadata.put("name", meta.getName()).put("namespace", meta.getNamespace());
    metadata.put("uid", meta.getUid()).put("creationTimestamp", meta.getCreationTimestamp());
    if (meta.getGeneration() != null) {
      metadata.put("generation", meta.getGeneration());
    }
    ObjectNode labels = metadata.putObject("labels");
    orEmpty(meta.getLabels()).forEach(labels::put);
    ObjectNode annotations = metadata.putObject("annotations");
    orEmpty(meta.getAnnotations()).forEach(annotations::put);
    tree.set("spec", orEmpty(object.getSpec()));
    tree.set("status", orEmpty(object.getStatus()));
    return tree;
  }

  /** Labels or annotations of a tree. */
  public static Map<String, String> texts(JsonNode object) {
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
