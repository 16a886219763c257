package io.rolloutoperator.testkit.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All outcomes of a run in 20 bytes each, so that any window can be reported exactly afterwards.
 * Safe for many threads.
 */
final class Outcomes {

  /** What outcomes have in common, kept once. */
  private record Kind(String version, String result, boolean failed) {}

  private final List<Kind> kinds = new ArrayList<>();
  private long[] intendedNanos = new long[1024];
  private long[] latencyNanos = new long[1024];
  private int[] kindOf = new int[1024];
  private int size;

  synchronized void add(Outcome outcome) {
    if (size == kindOf.length) {
      intendedNanos = Arrays.copyOf(intendedNanos, size * 2);
      latencyNanos = Arrays.copyOf(latencyNanos, size * 2);
      kindOf = Arrays.copyOf(kindOf, size * 2);
    }
    intendedNanos[size] = outcome.intended().toNanos();
    latencyNanos[size] = outcome.latency().toNanos();
    kindOf[size++] = indexOf(new Kind(outcome.version(), outcome.result(), outcome.failed()));
  }

  /**
   * What the requests saw whose intended start lies in [from, to), both counted from the start of
   * the run.
   */
  synchronized LoadReport report(Duration from, Duration to) {
    Map<String, Tally> tallies = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      if (intendedNanos[i] >= from.toNanos() && intendedNanos[i] < to.toNanos()) {
        Kind kind = kinds.get(kindOf[i]);
        tallies.computeIfAbsent(kind.version(), v -> new Tally()).add(kind, latencyNanos[i]);
      }
    }
    Map<String, VersionReport> versions = new TreeMap<>();
    tallies.forEach((version, tally) -> versions.put(version, tally.report()));
    return new LoadReport(versions);
  }

  /**
   * When the latest request that this version answered should have started, from the start of the
   * run.
   */
  synchronized Optional<Duration> latest(String version) {
    return IntStream.range(0, size)
        .filter(i -> kinds.get(kindOf[i]).version().equals(version))
        .mapToLong(i -> intendedNanos[i])
        .max()
        .stream()
        .mapToObj(Duration::ofNanos)
        .findFirst();
  }

  private int indexOf(Kind kind) {
    int index = kinds.indexOf(kind);
    if (index >= 0) {
      return index;
    }
    kinds.add(kind);
    return kinds.size() - 1;
  }

  private static final class Tally {
    private final Map<String, Long> results = new TreeMap<>();
    private long[] latencies = new long[64];
    private int requests;
    private long failed;

    void add(Kind kind, long latency) {
      if (requests == latencies.length) {
        latencies = Arrays.copyOf(latencies, requests * 2);
      }
      latencies[requests++] = latency;
      failed += kind.failed() ? 1 : 0;
      results.merge(kind.result(), 1L, Long::sum);
    }

    VersionReport report() {
      return new VersionReport(
          requests, failed, results, Percentiles.of(Arrays.copyOf(latencies, requests)));
    }
  }
}
