package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ConfigMaps and Secrets as a node may read them: only those that a pod bound to it names. The
 * server learns of a binding a moment later, so a refusal is to be tried again.
 */
final class PodSources {
  private final Api api;
  private final String namespace;

  PodSources(Api api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /** Returns the entries of a ConfigMap; empty if there is no such object. */
  Optional<Map<String, byte[]>> configMap(String name) throws IOException {
    return read("configmaps", name)
        .map(
            object -> {
              Map<String, byte[]> entries = decoded(object.path("binaryData"));
              object
                  .path("data")
                  .properties()
                  .forEach(
                      entry ->
                          entries.put(
                              entry.getKey(),
                              entry.getValue().asText().getBytes(StandardCharsets.UTF_8)));
              return entries;
            });
  }

  /** Returns the entries of a Secret; empty if there is no such object. */
  Optional<Map<String, byte[]>> secret(String name) throws IOException {
    return read("secrets", name).map(object -> decoded(object.path("data")));
  }

  private static Map<String, byte[]> decoded(JsonNode data) {
    Map<String, byte[]> entries = new TreeMap<>();
    data.properties()
        .forEach(
            entry ->
                entries.put(entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText())));
    return entries;
  }

  private Optional<JsonNode> read(String plural, String name) throws IOException {
    Api.Response response = api.get("/api/v1/namespaces/" + namespace + "/" + plural + "/" + name);
    if (response.status() == 404) {
      return Optional.empty();
    }
    if (!response.ok()) {
      throw new IOException(
          plural + " \"" + name + "\": " + response.body().path("message").asText());
    }
    return Optional.of(response.body());
  }
}
