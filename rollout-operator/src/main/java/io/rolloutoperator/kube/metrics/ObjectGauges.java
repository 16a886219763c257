package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.rolloutoperator.api.evidence.Versions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The gauges that tell the state of objects. They are made at scrape time from the latest sample of
 * each object, so that an object that is gone leaves no series behind.
 */
public final class ObjectGauges implements MultiCollector {
  private static final String INFO_SUFFIX = "_info";

  private record Key(String kind, String namespace, String name) {}

  private final Map<Key, ObjectSample> samples = new ConcurrentHashMap<>();
  private final List<Supplier<Stream<? extends ObjectSample>>> caches =
      new CopyOnWriteArrayList<>();

  /** Collects the series of one scrape. */
  public static final class Series {
    private final Map<String, InfoSnapshot.Builder> infos = new LinkedHashMap<>();
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();

    private Series() {}

    /**
     * Adds one value.
     *
     * @param metric the full metric name; one that ends in {@code _info} always has the value 1
     * @param help says what it is
     * @param labels names and values
     */
    void add(String metric, String help, double value, Labels labels) {
      if (metric.endsWith(INFO_SUFFIX)) {
        infos
            .computeIfAbsent(
                metric,
                name ->
                    InfoSnapshot.builder()
                        .name(name.substring(0, name.length() - INFO_SUFFIX.length()))
                        .help(help))
            .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build());
      } else {
        gauges
            .computeIfAbsent(metric, name -> GaugeSnapshot.builder().name(name).help(help))
            .dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
      }
    }

    private MetricSnapshots snapshots() {
      MetricSnapshots.Builder all = MetricSnapshots.builder();
      infos.values().forEach(info -> all.metricSnapshot(info.build()));
      gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
      return all.build();
    }
  }

  void put(ObjectSample sample) {
    samples.merge(
        new Key(sample.kind(), sample.namespace(), sample.name()),
        sample,
        (before, now) -> now.after(before));
  }

  /** Samples that are made anew for each scrape. */
  void read(Supplier<Stream<? extends ObjectSample>> cache) {
    caches.add(cache);
  }

  boolean has(String kind, String namespace, String name) {
    return samples.containsKey(new Key(kind, namespace, name));
  }

  boolean hasAny(String kind, String namespace) {
    return samples.keySet().stream()
        .anyMatch(key -> key.kind().equals(kind) && key.namespace().equals(namespace));
  }

  void remove(String kind, String namespace, String name) {
    samples.remove(new Key(kind, namespace, name));
  }

  @Override
  public MetricSnapshots collect() {
    Series series = new Series();
    samples.values().forEach(sample -> sample.addTo(series));
    caches.forEach(cache -> cache.get().forEach(sample -> sample.addTo(series)));
    EvidenceSeries evidence = new EvidenceSeries(series);
    samples.values().stream()
        .filter(AnalysisRunSample.class::isInstance)
        .map(AnalysisRunSample.class::cast)
        .sorted(Comparator.comparing(run -> run.origin().createdAt(), Comparator.reverseOrder()))
        .forEach(run -> evidence.add(run, versions(run)));
    return series.snapshots();
  }

  private Versions versions(AnalysisRunSample run) {
    Key key = new Key(ReconciledKind.ROLLOUT.kind(), run.namespace(), run.origin().rollout());
    return samples.get(key) instanceof RolloutSample rollout ? rollout.versions() : Versions.NONE;
  }
}
