package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashSet;
import java.util.Set;

/** The ConfigMaps and Secrets that a pod template reads. */
final class PodReferences {

  private PodReferences() {}

  /**
   * Their ids.
   *
   * @param template a PodTemplateSpec
   */
  static Set<ObjectId> of(JsonNode template, String namespace) {
    Set<ObjectId> found = new HashSet<>();
    collect(template.path("spec"), namespace, found);
    return found;
  }

  private static void collect(JsonNode node, String namespace, Set<ObjectId> found) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              switch (field.getKey()) {
                case "configMap", "configMapRef", "configMapKeyRef" ->
                    add(found, "ConfigMap", namespace, value.path("name"));
                case "secret" -> {
                  add(found, "Secret", namespace, value.path("secretName"));
                  add(found, "Secret", namespace, value.path("name"));
                }
                case "secretRef", "secretKeyRef" ->
                    add(found, "Secret", namespace, value.path("name"));
                case "imagePullSecrets" ->
                    value.forEach(ref -> add(found, "Secret", namespace, ref.path("name")));
                default -> {}
              }
            });
    node.forEach(child -> collect(child, namespace, found));
  }

  private static void add(Set<ObjectId> found, String kind, String namespace, JsonNode name) {
    if (name.isTextual() && !name.asText().isEmpty()) {
      found.add(new ObjectId("", kind, namespace, name.asText()));
    }
  }
}
