package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter per object whose name has no {@code _total}. The client library gives every counter
 * that suffix, so these are exposed without a type; queries do not notice.
 */
final class ErrorCount implements Collector {
  private record ObjectName(String namespace, String name) {}

  private final String metric;
  private final String help;
  private final Map<ObjectName, LongAdder> counts = new ConcurrentHashMap<>();

  ErrorCount(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  void increment(String namespace, String name) {
    counts.computeIfAbsent(new ObjectName(namespace, name), _ -> new LongAdder()).increment();
  }

  void remove(String namespace, String name) {
    counts.remove(new ObjectName(namespace, name));
  }

  @Override
  public UnknownSnapshot collect() {
    UnknownSnapshot.Builder snapshot = UnknownSnapshot.builder().name(metric).help(help);
    counts.forEach(
        (object, count) ->
            snapshot.dataPoint(
                UnknownDataPointSnapshot.builder()
                    .labels(Labels.of("namespace", object.namespace(), "name", object.name()))
                    .value((double) count.sum())
                    .build()));
    return snapshot.build();
  }
}
