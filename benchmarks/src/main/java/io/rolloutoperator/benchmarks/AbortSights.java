package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the status of each Rollout was first seen aborted, on a watch as any client has it. */
final class AbortSights implements AutoCloseable, ListWatch.Handler {
  private final Map<String, Long> sights = new ConcurrentHashMap<>();
  private final ListWatch watch;

  private AbortSights(World world) {
    this.watch = world.watchRollouts(this);
  }

  static AbortSights of(World world) {
    return new AbortSights(world);
  }

  /** {@link System#nanoTime} by the names of those that are aborted now. */
  Map<String, Long> now() {
    return Map.copyOf(sights);
  }

  @Override
  public void listed(List<JsonNode> objects) {
    objects.forEach(this::changed);
  }

  @Override
  public void changed(JsonNode rollout) {
    long nanos = System.nanoTime();
    String name = rollout.at("/metadata/name").asText();
    if (States.aborted(rollout)) {
      sights.putIfAbsent(name, nanos);
    } else {
      sights.remove(name);
    }
  }

  @Override
  public void deleted(JsonNode rollout) {
    sights.remove(rollout.at("/metadata/name").asText());
  }

  @Override
  public void close() {
    watch.close();
  }
}
