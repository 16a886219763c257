package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Binds pods to nodes with the scheduler's rights, in turns. It knows cordoned and unready nodes,
 * {@code nodeSelector}, scheduling gates and other schedulers' pods; not resources, affinity and
 * taints: for those there is the real scheduler.
 */
public final class Binder implements AutoCloseable {
  private final Api api;
  private final Map<String, JsonNode> nodes = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> unplaced = new ConcurrentHashMap<>();
  private final Set<String> binding = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private final ListWatch nodeWatch;
  private final ListWatch podWatch;

  private Binder(ControlPlane plane) {
    this.api = plane.api("scheduler", "testkit-binder");
    this.nodeWatch = ListWatch.start(api, "/api/v1/nodes", new Nodes());
    this.podWatch = ListWatch.start(api, "/api/v1/pods?fieldSelector=spec.nodeName%3D", new Pods());
  }

  /** Starts to bind. */
  public static Binder start(ControlPlane plane) {
    return new Binder(plane);
  }

  private final class Nodes implements ListWatch.Handler {
    @Override
    public void listed(List<JsonNode> objects) {
      nodes.clear();
      objects.forEach(this::changed);
    }

    @Override
    public void changed(JsonNode node) {
      nodes.put(node.path("metadata").path("name").asText(), node);
      unplaced.values().forEach(Binder.this::place);
    }

    @Override
    public void deleted(JsonNode node) {
      nodes.remove(node.path("metadata").path("name").asText());
    }
  }

  private final class Pods implements ListWatch.Handler {
    @Override
    public void listed(List<JsonNode> objects) {
      unplaced.clear();
      objects.forEach(this::changed);
    }

    @Override
    public void changed(JsonNode pod) {
      if (isOurs(pod)) {
        place(pod);
      }
    }

    @Override
    public void deleted(JsonNode pod) {
      unplaced.remove(uid(pod)); // gone, or bound: it no longer matches the selector
    }
  }

  private static boolean isOurs(JsonNode pod) {
    JsonNode spec = pod.path("spec");
    return spec.path("schedulerName").asText("default-scheduler").equals("default-scheduler")
        && spec.path("schedulingGates").isEmpty()
        && !pod.path("metadata").has("deletionTimestamp")
        && !pod.path("status").path("phase").asText().equals("Failed");
  }

  private static String uid(JsonNode pod) {
    return pod.path("metadata").path("uid").asText();
  }

  private void place(JsonNode pod) {
    List<String> candidates =
        nodes.values().stream()
            .filter(node -> fits(pod, node))
            .map(node -> node.path("metadata").path("name").asText())
            .sorted()
            .toList();
    if (candidates.isEmpty()) {
      if (unplaced.put(uid(pod), pod) == null) {
        Thread.ofVirtual().start(() -> reportUnschedulable(pod));
      }
      return;
    }
    unplaced.remove(uid(pod));
    String node = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
    if (binding.add(uid(pod))) {
      Thread.ofVirtual().start(() -> bind(pod, node));
    }
  }

  private static boolean fits(JsonNode pod, JsonNode node) {
    return !node.path("spec").path("unschedulable").asBoolean()
        && Json.elements(node.path("status").path("conditions"))
            .anyMatch(
                condition ->
                    condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"))
        && pod.path("spec").path("nodeSelector").properties().stream()
            .allMatch(
                wanted ->
                    wanted
                        .getValue()
                        .equals(node.path("metadata").path("labels").path(wanted.getKey())));
  }

  private void bind(JsonNode pod, String node) {
    ObjectNode binding = Json.object().put("apiVersion", "v1").put("kind", "Binding");
    binding
        .putObject("metadata")
        .put("name", pod.path("metadata").path("name").asText())
        .put("uid", uid(pod));
    binding.putObject("target").put("apiVersion", "v1").put("kind", "Node").put("name", node);
    try {
      Api.Response response = api.post(path(pod) + "/binding", binding);
      if (!response.ok() && response.status() != 404 && response.status() != 409) {
        unplaced.put(uid(pod), pod);
      }
    } catch (IOException _) {
      unplaced.put(uid(pod), pod); // the watch breaks too, and its next list brings the pod again
    } finally {
      this.binding.remove(uid(pod));
    }
  }

  private void reportUnschedulable(JsonNode pod) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("uid", uid(pod));
    patch
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "False")
        .put("reason", "Unschedulable")
        .put("message", "0/" + nodes.size() + " nodes are available.");
    try {
      api.patch(path(pod) + "/status", Api.Patch.STRATEGIC, patch);
    } catch (IOException _) {
      // only a report; the pod stays pending all the same
    }
  }

  private static String path(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    return "/api/v1/namespaces/"
        + metadata.path("namespace").asText()
        + "/pods/"
        + metadata.path("name").asText();
  }

  @Override
  public void close() {
    nodeWatch.close();
    podWatch.close();
    api.close();
  }
}
