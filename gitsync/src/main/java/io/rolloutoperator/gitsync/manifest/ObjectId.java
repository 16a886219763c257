package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

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

  /**
   * Reads what {@link #inventoryId} wrote; nothing if the text is of another form. Only names can
   * have underscores: namespaces, groups and kinds cannot.
   */
  public static Optional<ObjectId> ofInventoryId(String text) {
    int first = text.indexOf('_');
    int last = text.lastIndexOf('_');
    int group = last < 0 ? -1 : text.lastIndexOf('_', last - 1);
    if (group <= first + 1 || last == text.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectId(
            text.substring(group + 1, last),
            text.substring(last + 1),
            text.substring(0, first),
            text.substring(first + 1, group)));
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
