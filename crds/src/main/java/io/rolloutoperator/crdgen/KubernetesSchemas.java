package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Kubernetes' OpenAPI v3 schemas of pod and job templates, by name, as the API server publishes
 * them.
 */
final class KubernetesSchemas {

  static final String POD_TEMPLATE = "io.k8s.api.core.v1.PodTemplateSpec";
  static final String JOB_SPEC = "io.k8s.api.batch.v1.JobSpec";

  /** The trimmed document {@link KubernetesSchemaTrimmer} writes. */
  static final String RESOURCE = "/kubernetes-template-schemas.json";

  private static final String REF_PREFIX = "#/components/schemas/";

  private final JsonNode schemas;

  private KubernetesSchemas(JsonNode schemas) {
    this.schemas = schemas;
  }

  /** Reads the copy in this module. */
  static KubernetesSchemas load() {
    try (InputStream in = KubernetesSchemas.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the class path");
      }
      return new KubernetesSchemas(new ObjectMapper().readTree(in).path("schemas"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of that name. */
  JsonNode named(String name) {
    JsonNode schema = schemas.path(name);
    if (schema.isMissingNode()) {
      throw new IllegalArgumentException("no schema " + name + " in " + RESOURCE);
    }
    return schema;
  }

  /**
   * The name a schema refers to, directly or as the only part of an {@code allOf}; empty if it
   * refers to none.
   */
  static String reference(JsonNode schema) {
    JsonNode allOf = schema.path("allOf");
    if (allOf.size() > 1) {
      throw new IllegalArgumentException("allOf of more than one schema: " + schema);
    }
    JsonNode ref = allOf.isEmpty() ? schema.path("$ref") : allOf.path(0).path("$ref");
    return ref.asText("").replace(REF_PREFIX, "");
  }
}
