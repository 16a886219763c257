package io.rolloutoperator.testkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applies objects of any kind, malformed ones included: nothing is read into classes on the way.
 * Paths come from the server's discovery.
 */
public final class Resources {
  private static final String FIELD_MANAGER = "testkit";

  private final Api api;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  /** Works with the rights of this client. */
  public Resources(Api api) {
    this.api = api;
  }

  private record Kind(String path, String plural, boolean namespaced) {}

  /**
   * Applies all documents of a YAML text by server-side apply, one after another.
   *
   * @param namespace for objects of namespaced kinds that name none
   * @return the objects as stored
   * @throws IllegalStateException with the server's message for the first that is refused
   */
  public List<JsonNode> apply(String yaml, String namespace) {
    List<JsonNode> stored = new ArrayList<>();
    for (ObjectNode object : Json.yaml(yaml)) {
      stored.add(apply(object, namespace).orThrow("apply " + label(object)));
    }
    return stored;
  }

  /** Applies one object and returns the server's answer, whatever it is. */
  public Api.Response apply(ObjectNode object, String namespace) {
    try {
      return api.patch(
          path(object, namespace) + "?force=true&fieldManager=" + FIELD_MANAGER,
          Api.Patch.APPLY,
          object);
    } catch (IOException e) {
      throw new UncheckedIOException("apply " + label(object), e);
    }
  }

  /** Returns the path of an object. */
  public String path(JsonNode object, String namespace) {
    Kind kind = kind(object.path("apiVersion").asText(), object.path("kind").asText());
    String own = object.path("metadata").path("namespace").asText(namespace);
    return kind.path
        + (kind.namespaced ? "/namespaces/" + own : "")
        + "/"
        + kind.plural
        + "/"
        + object.path("metadata").path("name").asText();
  }

  private static String label(JsonNode object) {
    return object.path("kind").asText() + " " + object.path("metadata").path("name").asText();
  }

  private Kind kind(String apiVersion, String kind) {
    Kind known = kinds.get(apiVersion + " " + kind);
    if (known != null) {
      return known;
    }
    Kind found = discover(apiVersion, kind);
    kinds.put(apiVersion + " " + kind, found);
    return found;
  }

  private Kind discover(String apiVersion, String kind) {
    String path = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    try {
      JsonNode resources = api.get(path).orThrow("discover " + apiVersion).path("resources");
      for (JsonNode resource : resources) {
        String plural = resource.path("name").asText();
        if (resource.path("kind").asText().equals(kind) && !plural.contains("/")) {
          return new Kind(path, plural, resource.path("namespaced").asBoolean());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("discover " + apiVersion, e);
    }
    throw new IllegalStateException("the server knows no kind " + kind + " in " + apiVersion);
  }
}
