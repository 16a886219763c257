package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The Warning events of a kubelet. Each is told once for each pod; a lost one is not repeated. */
final class NodeEvents {
  private final Api api;
  private final String node;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  NodeEvents(Api api, String node) {
    this.api = api;
    this.node = node;
  }

  void warn(JsonNode pod, String reason, String message) {
    JsonNode metadata = pod.path("metadata");
    if (!told.add(metadata.path("uid").asText() + " " + reason + " " + message)) {
      return;
    }
    String namespace = metadata.path("namespace").asText();
    String name = metadata.path("name").asText();
    ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
    event
        .putObject("metadata")
        .put("name", name + "." + UUID.randomUUID())
        .put("namespace", namespace);
    event
        .putObject("involvedObject")
        .put("apiVersion", "v1")
        .put("kind", "Pod")
        .put("namespace", namespace)
        .put("name", name)
        .put("uid", metadata.path("uid").asText());
    String now = ContainerState.seconds(Instant.now());
    event.put("type", "Warning").put("reason", reason).put("message", message).put("count", 1);
    event.put("firstTimestamp", now).put("lastTimestamp", now);
    event.putObject("source").put("component", "kubelet").put("host", node);
    Thread.ofVirtual().start(() -> post(namespace, event));
  }

  private void post(String namespace, ObjectNode event) {
    try {
      api.post("/api/v1/namespaces/" + namespace + "/events", event);
    } catch (IOException _) {
      // events are best effort, as a kubelet's are
    }
  }
}
