package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
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
  private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

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

  /** Counts one more for the values of the labels. */
  void increment(String... values) {
    counts.computeIfAbsent(List.of(values), _ -> new LongAdder()).increment();
  }

  /** Drops every series of an object. */
  void remove(String namespace, String name) {
    counts.keySet().removeIf(values -> values.subList(0, 2).equals(List.of(namespace, name)));
  }

  @Override
  public UnknownSnapshot collect() {
    UnknownSnapshot.Builder snapshot = UnknownSnapshot.builder().name(metric).help(help);
    counts.forEach(
        (values, count) ->
            snapshot.dataPoint(
                UnknownDataPointSnapshot.builder()
                    .labels(Labels.of(labels, values))
                    .value((double) count.sum())
                    .build()));
    return snapshot.build();
  }
}
