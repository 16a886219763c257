package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter per object whose name has no {@code _total}. The client library gives every counter
 * that suffix, so these are exposed without a type; queries do not notice.
 */
final class PlainCounter implements Collector {
  private final String metric;
  private final String help;
  private final List<String> labels;
  private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

  /** Objects of two kinds may have one name; their series are apart, although no label says so. */
  private record Series(String kind, List<String> labels) {
    boolean isOf(String namespace, String name) {
      return labels.subList(0, 2).equals(List.of(namespace, name));
    }
  }

  /**
   * Counts nothing yet.
   *
   * @param labels their names, of which the first two are {@code namespace} and {@code name}
   */
  PlainCounter(String metric, String help, String... labels) {
    this.metric = metric;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Begins at 0 for an object of a kind and the values of the labels, unless it counts already. */
  void begin(String kind, String... values) {
    LongAdder _ = count(kind, values);
  }

  /** Counts one more for an object of a kind and the values of the labels. */
  void increment(String kind, String... values) {
    count(kind, values).increment();
  }

  private LongAdder count(String kind, String... values) {
    return counts.computeIfAbsent(new Series(kind, List.of(values)), _ -> new LongAdder());
  }

  /** Drops every series of an object; those of another kind's object of its name stay. */
  void remove(String kind, String namespace, String name) {
    counts.keySet().removeIf(series -> series.kind.equals(kind) && series.isOf(namespace, name));
  }

  /** Returns whether an object of this name, of whatever kind, has a series. */
  boolean has(String namespace, String name) {
    return counts.keySet().stream().anyMatch(series -> series.isOf(namespace, name));
  }

  @Override
  public UnknownSnapshot collect() {
    UnknownSnapshot.Builder snapshot = UnknownSnapshot.builder().name(metric).help(help);
    Map<List<String>, Long> told = new HashMap<>();
    counts.forEach((series, count) -> told.merge(series.labels, count.sum(), Long::sum));
    told.forEach(
        (values, count) ->
            snapshot.dataPoint(
                UnknownDataPointSnapshot.builder()
                    .labels(Labels.of(labels, values))
                    .value((double) count)
                    .build()));
    return snapshot.build();
  }
}
