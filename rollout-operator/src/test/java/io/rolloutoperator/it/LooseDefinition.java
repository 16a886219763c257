package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Kinds whose definitions are others until this is closed: by default, with specs and statuses that
 * may hold anything.
 */
final class LooseDefinition implements AutoCloseable {
  static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  private final Api api;
  private final List<JsonNode> strict = new ArrayList<>();

  /**
   * Loosens them.
   *
   * @param plurals of the group {@code argoproj.io}, or whole names
   */
  LooseDefinition(Api api, String... plurals) {
    this(api, LooseDefinition::loosened, plurals);
  }

  /**
   * Changes them.
   *
   * @param change of a definition, in place
   */
  LooseDefinition(Api api, UnaryOperator<ObjectNode> change, String... plurals) {
    this.api = api;
    for (String plural : plurals) {
      JsonNode definition = read(plural.contains(".") ? plural : plural + ".argoproj.io");
      strict.add(definition);
      write(change.apply(definition.deepCopy()));
    }
  }

  private static ObjectNode loosened(ObjectNode loose) {
    ObjectNode schema =
        (ObjectNode)
            loose.path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema");
    for (String field : List.of("spec", "status")) {
      schema
          .withObject("/properties")
          .putObject(field)
          .put("x-kubernetes-preserve-unknown-fields", true);
    }
    return loose;
  }

  private JsonNode read(String name) {
    try {
      return api.get(PATH + name).orThrow(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(JsonNode definition) {
    String name = definition.path("metadata").path("name").asText();
    ObjectNode wanted = definition.deepCopy();
    wanted
        .withObject("/metadata")
        .put("resourceVersion", read(name).path("metadata").path("resourceVersion").asText());
    try {
      api.put(PATH + name, wanted).orThrow("definition " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    strict.forEach(this::write);
  }
}
