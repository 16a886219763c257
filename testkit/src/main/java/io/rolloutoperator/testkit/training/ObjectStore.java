package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Objects with versions, and everything that happened to them since the beginning. */
final class ObjectStore {
  /**
   * A change, as a watch tells it.
   *
   * @param version of the object after it
   */
  record Change(RequestPath collection, long version, String line) {}

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long version = 1;

  synchronized long version() {
    return version;
  }

  synchronized @Nullable ObjectNode get(String key) {
    return objects.get(key);
  }

  synchronized List<ObjectNode> list(RequestPath collection) {
    String prefix = collection.resource() + "|" + collection.namespace();
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Stores an object as new; returns it as stored. */
  synchronized ObjectNode create(RequestPath path, JsonNode object) {
    ObjectNode stored = object.deepCopy();
    ObjectNode metadata = stored.withObjectProperty("metadata");
    metadata.put("uid", "uid-" + (version + 1)).put("generation", 1);
    metadata.put("creationTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    if (!path.namespace().isEmpty()) {
      metadata.put("namespace", path.namespace());
    }
    String name = metadata.path("name").asText();
    return store(path, path.key(path.namespace(), name), "ADDED", stored);
  }

  /** Stores the next version of an object; returns it as stored. */
  synchronized ObjectNode update(RequestPath path, JsonNode object) {
    ObjectNode before = objects.get(path.key());
    ObjectNode stored = object.deepCopy();
    boolean sameSpec = before != null && before.path("spec").equals(stored.path("spec"));
    long generation = stored.path("metadata").path("generation").asLong(1);
    stored.withObjectProperty("metadata").put("generation", sameSpec ? generation : generation + 1);
    return store(path, path.key(), "MODIFIED", stored);
  }

  synchronized void delete(RequestPath path) {
    ObjectNode gone = objects.remove(path.key());
    if (gone != null) {
      note(path, "DELETED", gone);
    }
  }

  private ObjectNode store(RequestPath path, String key, String type, ObjectNode object) {
    version++;
    object.withObjectProperty("metadata").put("resourceVersion", Long.toString(version));
    objects.put(key, object);
    note(path, type, object);
    return object;
  }

  private void note(RequestPath path, String type, ObjectNode object) {
    ObjectNode line = Json.object().put("type", type);
    line.set("object", object.deepCopy());
    changes.add(new Change(path, version, line.toString()));
    notifyAll();
  }

  /** Waits for what happened after the first {@code known} changes. */
  synchronized List<Change> changes(int known) throws InterruptedException {
    while (changes.size() <= known) {
      wait();
    }
    return List.copyOf(changes.subList(known, changes.size()));
  }

  /** Waits until something holds, which changes of objects may bring about. */
  synchronized boolean await(Duration atMost, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      wait(50);
    }
    return true;
  }
}
