package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Watches the objects of one path as any client would, and knows when it saw a state first. */
final class Tracker implements AutoCloseable, ListWatch.Handler {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PATIENCE_WITH_ALL = Duration.ofMinutes(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, Sight> sights = new HashMap<>();
  private final Map<String, List<Expected>> expected = new HashMap<>();
  private final ListWatch watch;

  /** An object as it is now, and {@link System#nanoTime} of its arrival here. */
  private record Sight(JsonNode object, long nanos) {}

  /** A state that somebody waits for, and when an object was first seen in it. */
  private record Expected(Predicate<JsonNode> state, CompletableFuture<Long> seen) {}

  private Tracker(Api api, String path) {
    this.watch = ListWatch.start(api, path, this);
  }

  static Tracker of(Api api, String path) {
    return new Tracker(api, path);
  }

  /**
   * Waits until an object is in a state.
   *
   * @return {@link System#nanoTime} when the object arrived here in that state
   */
  long await(String name, String what, Predicate<JsonNode> state) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      Sight sight = sight(name);
      while (!state.test(sight.object)) {
        if (left <= 0) {
          throw new IllegalStateException(
              "%s is not %s after %d s: %s"
                  .formatted(
                      name, what, PATIENCE.toSeconds(), Json.write(sight.object.path("status"))));
        }
        left = news.awaitNanos(left);
        sight = sight(name);
      }
      return sight.nanos;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes when an object is seen in a state for the first time from now on; whoever has much else
   * to do before it waits would find when it was seen in that state last.
   *
   * @return {@link System#nanoTime} when the object arrived here; fails after a time
   */
  CompletableFuture<Long> first(String name, Predicate<JsonNode> state) {
    lock.lock();
    try {
      CompletableFuture<Long> seen = new CompletableFuture<>();
      if (state.test(sight(name).object)) {
        seen.complete(sight(name).nanos);
      } else {
        expected.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Expected(state, seen));
      }
      return seen.orTimeout(PATIENCE_WITH_ALL.toSeconds(), TimeUnit.SECONDS)
          .exceptionally(
              late -> {
                throw new IllegalStateException(name + " was not seen as expected", late);
              });
    } finally {
      lock.unlock();
    }
  }

  /** The object as it was seen last; empty if there is none. */
  JsonNode now(String name) {
    lock.lock();
    try {
      return sight(name).object;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many objects are in a state. */
  void awaitCount(int wanted, String what, Predicate<JsonNode> state) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (count(state) < wanted) {
        if (left <= 0) {
          throw new IllegalStateException(
              "%d, not %d, are %s after %d s"
                  .formatted(count(state), wanted, what, PATIENCE.toSeconds()));
        }
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many objects are in a state now. */
  int count(Predicate<JsonNode> state) {
    lock.lock();
    try {
      return (int) sights.values().stream().filter(sight -> state.test(sight.object)).count();
    } finally {
      lock.unlock();
    }
  }

  private Sight sight(String name) {
    return sights.getOrDefault(name, new Sight(Json.object(), 0));
  }

  @Override
  public void listed(List<JsonNode> objects) {
    objects.forEach(this::changed);
  }

  @Override
  public void changed(JsonNode object) {
    long nanos = System.nanoTime();
    String name = object.path("metadata").path("name").asText();
    lock.lock();
    try {
      sights.put(name, new Sight(object, nanos));
      expected
          .getOrDefault(name, new ArrayList<>())
          .removeIf(one -> one.state.test(object) && one.seen.complete(nanos));
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void deleted(JsonNode object) {
    lock.lock();
    try {
      sights.remove(object.path("metadata").path("name").asText());
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the milliseconds between two readings of {@link System#nanoTime}. */
  static double millis(long from, long to) {
    return (to - from) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  public void close() {
    watch.close();
  }
}
