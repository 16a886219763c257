package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.training.ObjectStore.Change;
import java.util.List;

/** What a cluster's own controllers would do at once: pods are ready, routes are accepted. */
final class PretendedCluster implements AutoCloseable {
  private final ObjectStore store;
  private final Thread thread;

  PretendedCluster(ObjectStore store) {
    this.store = store;
    this.thread = Thread.ofVirtual().start(this::follow);
  }

  private void follow() {
    int known = 0;
    try {
      while (true) {
        List<Change> changes = store.changes(known);
        known += changes.size();
        changes.forEach(this::react);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void react(Change change) {
    JsonNode metadata = Json.parse(change.line()).path("object").path("metadata");
    RequestPath collection = change.collection();
    RequestPath path =
        new RequestPath(
            collection.resource(),
            metadata.path("namespace").asText(),
            metadata.path("name").asText(),
            "status");
    ObjectNode object = store.get(path.key());
    if (object == null) {
      return;
    }
    switch (collection.plural()) {
      case "replicasets" -> settle(path, object, replicas(object));
      case "httproutes" -> settle(path, object, accepted(object));
      default -> {}
    }
  }

  private void settle(RequestPath path, ObjectNode object, ObjectNode status) {
    if (!object.path("status").equals(status)) {
      ObjectNode next = object.deepCopy();
      next.set("status", status);
      store.update(path, next);
    }
  }

  private static ObjectNode replicas(ObjectNode object) {
    int wanted = object.path("spec").path("replicas").asInt();
    return Json.object()
        .put("replicas", wanted)
        .put("readyReplicas", wanted)
        .put("availableReplicas", wanted)
        .put("observedGeneration", object.path("metadata").path("generation").asInt());
  }

  private static ObjectNode accepted(ObjectNode object) {
    ObjectNode status = Json.object();
    ObjectNode parent = status.putArray("parents").addObject().put("controllerName", "pretended");
    parent.putObject("parentRef").put("name", "edge");
    parent
        .putArray("conditions")
        .addObject()
        .put("type", "Accepted")
        .put("status", "True")
        .put("observedGeneration", object.path("metadata").path("generation").asInt());
    return status;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
