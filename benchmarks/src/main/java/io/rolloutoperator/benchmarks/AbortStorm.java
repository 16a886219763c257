package io.rolloutoperator.benchmarks;

import io.rolloutoperator.benchmarks.TimedReceiver.Arrival;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Aborts of many Rollouts, evenly spread over a time, and what a receiver got of them. */
final class AbortStorm {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What comes twice, comes after a second: the first pause between attempts. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(20);

  private final World world;
  private final AbortSights sights;
  private final TimedReceiver receiver;

  AbortStorm(World world, AbortSights sights, TimedReceiver receiver) {
    this.world = world;
    this.sights = sights;
    this.receiver = receiver;
  }

  /**
   * What came of it.
   *
   * @param sending ms between the first and the last abort
   * @param reaction abort sent to status seen, in ms
   * @param delivery status seen to alert received, in ms
   * @param keys how many different ones were received
   * @param arrivals how many alerts were received; above {@code keys}, some came twice
   */
  record Outcome(
      double sending, List<Double> reaction, List<Double> delivery, int keys, int arrivals) {
    String counts(int aborts) {
      return "%d aborts in %.1f s: %d told, %d never, %d more than once"
          .formatted(aborts, sending / 1_000, keys, aborts - keys, arrivals - keys);
    }
  }

  /** Aborts one that is paused, and waits for what is told of it. */
  Outcome one(String rollout) throws IOException, InterruptedException {
    return over(Duration.ZERO, Duration.ZERO, List.of(rollout));
  }

  /** Aborts all of them, which are paused, and waits for what is told of them. */
  Outcome over(Duration time, List<String> rollouts) throws IOException, InterruptedException {
    return over(time, LATE, rollouts);
  }

  private Outcome over(Duration time, Duration late, List<String> rollouts)
      throws IOException, InterruptedException {
    int known = receiver.aborts().size();
    long begin = System.nanoTime();
    Map<String, Long> sent = send(rollouts, time);
    double sending = Tracker.millis(begin, System.nanoTime());
    Map<String, Long> seen = awaitSights(rollouts);
    awaitArrivals(known, rollouts.size());
    Thread.sleep(late);
    List<Arrival> told = receiver.aborts().stream().skip(known).toList();
    Map<String, Long> arrived = new HashMap<>();
    told.forEach(arrival -> arrived.putIfAbsent(arrival.rollout(), arrival.nanos()));
    return new Outcome(
        sending, between(sent, seen), between(seen, arrived), keys(told).size(), told.size());
  }

  /** Milliseconds of each that is in both, in no order. */
  private static List<Double> between(Map<String, Long> from, Map<String, Long> to) {
    List<Double> millis = new ArrayList<>();
    from.forEach(
        (name, begin) -> {
          Long end = to.get(name);
          if (end != null) {
            millis.add(Tracker.millis(begin, end));
          }
        });
    return millis;
  }

  private static Set<String> keys(List<Arrival> arrivals) {
    Set<String> keys = new HashSet<>();
    arrivals.forEach(arrival -> keys.add(arrival.key()));
    return keys;
  }

  private Map<String, Long> send(List<String> rollouts, Duration time)
      throws IOException, InterruptedException {
    Map<String, Long> sent = new HashMap<>();
    long begin = System.nanoTime();
    long pause = time.toNanos() / rollouts.size();
    for (int i = 0; i < rollouts.size(); i++) {
      Thread.sleep(Duration.ofNanos(Math.max(0, begin + i * pause - System.nanoTime())));
      sent.put(rollouts.get(i), System.nanoTime());
      world.patchStatus(rollouts.get(i), "{status: {abort: true}}");
    }
    return sent;
  }

  private Map<String, Long> awaitSights(List<String> rollouts) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!sights.now().keySet().containsAll(rollouts)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not every abort was carried out within " + PATIENCE);
      }
      Thread.sleep(POLL);
    }
    Map<String, Long> seen = new HashMap<>(sights.now());
    seen.keySet().retainAll(rollouts);
    return seen;
  }

  /** The figure tells what is missing. */
  private void awaitArrivals(int known, int wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (receiver.aborts().size() - known < wanted && System.nanoTime() < end) {
      Thread.sleep(POLL);
    }
  }
}
