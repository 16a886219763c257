package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts the API server's OpenAPI v3 document of {@code apis/batch/v1} down to what pod and job
 * templates need, without descriptions.
 *
 * <p>Arguments: the document ({@code kubectl get --raw /openapi/v3/apis/batch/v1}) and the file to
 * write.
 */
public final class KubernetesSchemaTrimmer {

  private static final Set<String> DROPPED = Set.of("description", "enum", "x-kubernetes-unions");

  private final JsonNode all;
  private final Map<String, JsonNode> kept = new TreeMap<>();

  private KubernetesSchemaTrimmer(JsonNode all) {
    this.all = all;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("wanted: the OpenAPI v3 document and the file to write");
    }
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    JsonNode document = mapper.readTree(Path.of(args[0]).toFile());
    Files.writeString(Path.of(args[1]), mapper.writeValueAsString(trim(document)) + "\n");
  }

  private static ObjectNode trim(JsonNode document) {
    KubernetesSchemaTrimmer trimmer =
        new KubernetesSchemaTrimmer(document.path("components").path("schemas"));
    trimmer.keep(KubernetesSchemas.POD_TEMPLATE);
    trimmer.keep(KubernetesSchemas.JOB_SPEC);
    ObjectNode trimmed = new ObjectMapper().createObjectNode();
    trimmed
        .putObject("info")
        .put("source", "OpenAPI v3 of Kubernetes " + document.path("info").path("version").asText())
        .put("copyright", "The Kubernetes Authors")
        .put("license", "Apache-2.0")
        .put(
            "changes",
            "only schemas reachable from PodTemplateSpec and JobSpec, without descriptions and enums");
    trimmed.putObject("schemas").setAll(trimmer.kept);
    return trimmed;
  }

  private void keep(String name) {
    if (!kept.containsKey(name)) {
      kept.put(name, all); // a mark against endless recursion, replaced at once
      kept.put(name, copy(all.path(name), false));
    }
  }

  /**
   * A copy without what is dropped; what it refers to is kept, too. In a map of properties all keys
   * are names.
   */
  private JsonNode copy(JsonNode node, boolean names) {
    if (!node.isObject()) {
      return node;
    }
    String reference = KubernetesSchemas.reference(node);
    if (!names && !reference.isEmpty()) {
      keep(reference);
    }
    ObjectNode copy = new ObjectMapper().createObjectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (names || !DROPPED.contains(field.getKey())) {
        copy.set(
            field.getKey(), copy(field.getValue(), !names && field.getKey().equals("properties")));
      }
    }
    return copy;
  }
}
