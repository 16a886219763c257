package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes Kubernetes objects of YAML documents: takes lists apart, drops what only the API server may
 * write, and refuses what cannot be applied from Git.
 */
public final class ManifestReader {

  private static final String METADATA = "metadata";
  private static final String NAMESPACE = "namespace";
  private static final List<String> WRITTEN_BY_THE_SERVER =
      List.of(
          "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink");
  private static final List<String> UNSUPPORTED = List.of("generateName", "ownerReferences");

  private final YamlReader yaml;

  public ManifestReader(YamlReader yaml) {
    this.yaml = yaml;
  }

  /**
   * All objects of a YAML or JSON file.
   *
   * @throws BuildException if the file cannot be read or holds something else
   */
  public List<Manifest> read(String file, byte[] bytes) {
    return yaml.read(file, bytes).stream().flatMap(d -> of(d).stream()).toList();
  }

  /**
   * The object of a document, or the items of its list. The trees of the document are changed.
   *
   * @throws BuildException if it holds something else
   */
  public static List<Manifest> of(YamlDocument document) {
    List<Manifest> manifests = new ArrayList<>();
    add(document.root(), document.origin(), document.lines(), manifests);
    return manifests;
  }

  private static void add(JsonNode node, Origin origin, KeyLines lines, List<Manifest> manifests) {
    if (!(node instanceof ObjectNode object)) {
      throw BuildException.at(origin, "not a Kubernetes object");
    }
    requireText(object, "kind", "kind", origin);
    requireText(object, "apiVersion", "apiVersion", origin);
    if (isList(object)) {
      for (JsonNode item : object.path("items")) {
        add(item, new Origin(origin.file(), lines.first(item)), lines, manifests);
      }
      return;
    }
    manifests.add(new Manifest(clean(object, origin), origin));
  }

  private static boolean isList(ObjectNode object) {
    return object.path("kind").asText().endsWith("List") && object.path("items").isArray();
  }

  private static ObjectNode clean(ObjectNode object, Origin origin) {
    JsonNode metadata = object.path(METADATA);
    for (String field : UNSUPPORTED) {
      if (metadata.hasNonNull(field)) {
        throw BuildException.at(origin, "metadata." + field + " is not supported");
      }
    }
    requireText(metadata, "name", "metadata.name", origin);
    if (isAbsent(metadata.path(NAMESPACE))) {
      ((ObjectNode) metadata).remove(NAMESPACE);
    } else {
      requireText(metadata, NAMESPACE, "metadata.namespace", origin);
    }
    object.remove("status");
    ((ObjectNode) metadata).remove(WRITTEN_BY_THE_SERVER);
    return object;
  }

  private static void requireText(JsonNode in, String field, String path, Origin origin) {
    JsonNode value = in.path(field);
    if (isAbsent(value)) {
      throw BuildException.at(origin, "object has no " + path);
    }
    if (!value.isTextual()) {
      throw BuildException.at(origin, path + " is not text; put it in quotes");
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isTextual() && value.asText().isEmpty());
  }
}
