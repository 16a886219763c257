package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which object: two manifests with the same one describe the same object, whatever their versions.
 *
 * @param group empty for the core API
 * @param namespace empty for an object of the cluster
 */
public record ObjectId(String group, String kind, String namespace, String name) {

  /** Reads it from an object's apiVersion, kind and metadata; what is absent becomes empty. */
  public static ObjectId of(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    JsonNode metadata = object.path("metadata");
    return new ObjectId(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        object.path("kind").asText(),
        metadata.path("namespace").asText(),
        metadata.path("name").asText());
  }

  /** {@code <namespace>_<name>_<group>_<kind>}, as an inventory names it. */
  public String inventoryId() {
    return String.join("_", namespace, name, group, kind);
  }

  /** {@code Deployment shop/my-app}, or {@code Namespace shop} without a namespace. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
