package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.ListWatch;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every version of the objects of one kind in a namespace, as a watch tells them. */
final class ObjectVersions implements ListWatch.Handler, AutoCloseable {
  private final Map<String, JsonNode> versions = new ConcurrentHashMap<>();
  private final ListWatch watch;

  /**
   * Begins before there are objects.
   *
   * @param api such as {@code /apis/apps/v1}
   */
  ObjectVersions(TestNamespace namespace, String api, String plural) {
    watch =
        ListWatch.start(
            namespace.cluster().api(),
            "%s/namespaces/%s/%s".formatted(api, namespace.name(), plural),
            this);
  }

  /** The object as it was at a version; the versions of all objects are different. */
  Optional<JsonNode> at(String resourceVersion) {
    return Optional.ofNullable(versions.get(resourceVersion));
  }

  @Override
  public void listed(List<JsonNode> objects) {
    objects.forEach(this::changed);
  }

  @Override
  public void changed(JsonNode object) {
    versions.put(object.at("/metadata/resourceVersion").asText(), object);
  }

  @Override
  public void deleted(JsonNode object) {
    // What was there before is known.
  }

  @Override
  public void close() {
    watch.close();
  }
}
