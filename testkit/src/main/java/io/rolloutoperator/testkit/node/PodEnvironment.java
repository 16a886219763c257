package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment of a container: {@code envFrom}, then {@code env} with {@code valueFrom}. */
final class PodEnvironment {
  private final JsonNode pod;
  private final String address;
  private final PodSources sources;

  PodEnvironment(JsonNode pod, String address, PodSources sources) {
    this.pod = pod;
    this.address = address;
    this.sources = sources;
  }

  /**
   * Returns all variables in the order of the spec.
   *
   * @throws IOException naming the ConfigMap, Secret or key that is missing
   */
  Map<String, String> of(JsonNode container) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HOSTNAME", pod.path("metadata").path("name").asText());
    environment.put("POD_IP", address);
    environment.put("KUBERNETES_SERVICE_HOST", NodeRegistration.ADDRESS);
    environment.put("KUBERNETES_SERVICE_PORT", "6443");
    for (JsonNode from : container.path("envFrom")) {
      String prefix = from.path("prefix").asText("");
      all(from).forEach((key, value) -> environment.put(prefix + key, text(value)));
    }
    for (JsonNode variable : container.path("env")) {
      value(container, variable)
          .ifPresent(
              value ->
                  environment.put(
                      variable.path("name").asText(), ProcessRuntime.expand(value, environment)));
    }
    return environment;
  }

  private Map<String, byte[]> all(JsonNode from) throws IOException {
    boolean secret = from.has("secretRef");
    JsonNode reference = from.path(secret ? "secretRef" : "configMapRef");
    return entries(secret, reference).orElse(Map.of());
  }

  private Optional<String> value(JsonNode container, JsonNode variable) throws IOException {
    JsonNode from = variable.path("valueFrom");
    if (from.isMissingNode()) {
      return Optional.of(variable.path("value").asText(""));
    }
    if (from.has("fieldRef")) {
      String path = from.path("fieldRef").path("fieldPath").asText();
      return Optional.of(FieldPaths.resolve(pod, address, path));
    }
    if (from.has("resourceFieldRef")) {
      String[] path = from.path("resourceFieldRef").path("resource").asText().split("\\.", 2);
      return Optional.of(container.path("resources").path(path[0]).path(path[1]).asText("0"));
    }
    boolean secret = from.has("secretKeyRef");
    JsonNode reference = from.path(secret ? "secretKeyRef" : "configMapKeyRef");
    return key(secret, reference);
  }

  private Optional<String> key(boolean secret, JsonNode reference) throws IOException {
    String key = reference.path("key").asText();
    Optional<String> value =
        entries(secret, reference).map(entries -> entries.get(key)).map(PodEnvironment::text);
    if (value.isPresent()) {
      return value;
    }
    if (reference.path("optional").asBoolean()) {
      return Optional.empty();
    }
    throw new IOException(
        "couldn't find key "
            + key
            + " in "
            + (secret ? "Secret " : "ConfigMap ")
            + name(reference));
  }

  private Optional<Map<String, byte[]>> entries(boolean secret, JsonNode reference)
      throws IOException {
    String name = reference.path("name").asText();
    Optional<Map<String, byte[]>> entries = secret ? sources.secret(name) : sources.configMap(name);
    if (entries.isEmpty() && !reference.path("optional").asBoolean()) {
      throw new IOException((secret ? "secret" : "configmap") + " \"" + name + "\" not found");
    }
    return entries;
  }

  private String name(JsonNode reference) {
    return pod.path("metadata").path("namespace").asText() + "/" + reference.path("name").asText();
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
