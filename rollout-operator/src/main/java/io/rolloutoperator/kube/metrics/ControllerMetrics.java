package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.client.RequestObserver;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything the controllers count, named and labelled as dashboards of Argo Rollouts expect it.
 */
public final class ControllerMetrics {
  private static final String[] OBJECT = {"namespace", "name"};
  private static final double[] RECONCILE_BUCKETS = {0.01, 0.15, 0.25, 0.5, 1};

  private final Map<ReconciledKind, Histogram> reconciles = new EnumMap<>(ReconciledKind.class);
  private final Map<ReconciledKind, PlainCounter> reconcileErrors =
      new EnumMap<>(ReconciledKind.class);
  private final Counter events;
  private final RequestObserver requests;
  private final ReleaseMetrics releases;
  private final NotificationMetrics notifications;
  private final QueueMetrics queues;
  private final ObjectGauges gauges = new ObjectGauges();
  private final PrometheusRegistry registry;

  /** Registers all metrics; once per registry. */
  public ControllerMetrics(PrometheusRegistry registry, BuildVersion build) {
    this(registry, build, System::nanoTime);
  }

  ControllerMetrics(PrometheusRegistry registry, BuildVersion build, LongSupplier nanos) {
    this.registry = registry;
    for (ReconciledKind kind : ReconciledKind.values()) {
      reconciles.put(kind, reconcileHistogram(kind, registry));
      reconcileErrors.put(kind, errorCounter(kind, registry));
    }
    events =
        Counter.builder()
            .name("rollout_events_total")
            .help("The total number of rollout events.")
            .labelNames("namespace", "name", "type", "reason")
            .withoutExemplars()
            .register(registry);
    requests = new RequestMetrics(new RequestCounter(registry), new MissingRights(registry));
    releases = new ReleaseMetrics(registry);
    notifications = new NotificationMetrics(registry, gauges, RECONCILE_BUCKETS);
    queues = new QueueMetrics(registry, nanos);
    registry.register(gauges);
    registerBuild(registry, build);
  }

  /** Those of Git sync; once, where there is any. */
  public GitSyncMetrics gitSync() {
    return new GitSyncMetrics(registry);
  }

  /** How releases end. */
  public ReleaseMetrics releases() {
    return releases;
  }

  /** Attempts to notify people. */
  public NotificationMetrics notifications() {
    return notifications;
  }

  /** The queues of the controllers. */
  public QueueMetrics queues() {
    return queues;
  }

  /** Tells of this process whether it leads; once. */
  public void leading(BooleanSupplier leads) {
    GaugeWithCallback.builder()
        .name("rollout_operator_leader")
        .help("1 if this process holds the lease and works, 0 if it waits.")
        .callback(callback -> callback.call(leads.getAsBoolean() ? 1 : 0))
        .register(registry);
  }

  /** A pass ended, well or not. */
  public void reconciled(ReconciledKind kind, String namespace, String name, Duration took) {
    histogram(kind)
        .labelValues(namespace, name)
        .observe(took.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
  }

  /** A pass failed. */
  public void reconcileFailed(ReconciledKind kind, String namespace, String name) {
    errors(kind).increment(kind.kind(), namespace, name);
  }

  /** Takes the latest state of an object. */
  public void observe(ObjectSample sample) {
    gauges.put(sample);
    if (sample instanceof RolloutSample rollout) {
      releases.known(rollout.namespace());
    }
  }

  /** Reads the states of objects from a cache at each scrape. */
  public void observeCache(Supplier<Stream<? extends ObjectSample>> cache) {
    gauges.read(cache);
  }

  /** Drops every series of an object that is gone. */
  public void forget(String kind, String namespace, String name) {
    gauges.remove(kind, namespace, name);
    notifications.forget(kind, namespace, name);
    for (ReconciledKind reconciled : ReconciledKind.values()) {
      if (reconciled.kind().equals(kind)) {
        histogram(reconciled).remove(namespace, name);
        errors(reconciled).remove(kind, namespace, name);
      }
    }
    if (kind.equals(ReconciledKind.ROLLOUT.kind())) {
      events.removeIf(labels -> labels.subList(0, OBJECT.length).equals(List.of(namespace, name)));
      releases.forget(namespace, name, !gauges.hasAny(kind, namespace));
    }
  }

  /**
   * Counts the Events of Rollouts on their way to another sink. What is said of one that is gone
   * has no series, which nobody would drop again.
   */
  public EventSink counting(EventSink sink) {
    return new CountingSink(events, gauges, sink);
  }

  private record CountingSink(Counter events, ObjectGauges present, EventSink next)
      implements EventSink {
    @Override
    public void emit(ObjectReference regarding, EventType type, String reason, String message) {
      count(regarding, type, reason);
      next.emit(regarding, type, reason, message);
    }

    @Override
    public void emit(
        ObjectReference regarding,
        EventType type,
        String reason,
        String message,
        Map<String, String> annotations) {
      count(regarding, type, reason);
      next.emit(regarding, type, reason, message, annotations);
    }

    private void count(ObjectReference regarding, EventType type, String reason) {
      if (regarding.kind().equals(ReconciledKind.ROLLOUT.kind())
          && present.has(regarding.kind(), regarding.namespace(), regarding.name())) {
        events.labelValues(regarding.namespace(), regarding.name(), type.wireName(), reason).inc();
      }
    }
  }

  /** Counts the API server's answers and notes the rights that it misses. */
  public RequestObserver requests() {
    return requests;
  }

  private Histogram histogram(ReconciledKind kind) {
    return Objects.requireNonNull(reconciles.get(kind));
  }

  private PlainCounter errors(ReconciledKind kind) {
    return Objects.requireNonNull(reconcileErrors.get(kind));
  }

  private static Histogram reconcileHistogram(ReconciledKind kind, PrometheusRegistry registry) {
    return Histogram.builder()
        .name(kind.prefix() + "_reconcile")
        .help(kind.kind() + " reconciliation performance.")
        .labelNames(OBJECT)
        .classicOnly()
        .classicUpperBounds(RECONCILE_BUCKETS)
        .withoutExemplars()
        .register(registry);
  }

  private static PlainCounter errorCounter(ReconciledKind kind, PrometheusRegistry registry) {
    PlainCounter count =
        new PlainCounter(
            kind.prefix() + "_reconcile_error",
            "Error occurring during the " + kind.kind() + ".",
            OBJECT);
    registry.register(count);
    return count;
  }

  private static void registerBuild(PrometheusRegistry registry, BuildVersion build) {
    Info.builder()
        .name("argo_rollouts_controller_info")
        .help("Running Argo-rollouts version")
        .labelNames("version")
        .register(registry)
        .addLabelValues(build.version());
    Info.builder()
        .name("build_info")
        .help(
            "A metric with a constant '1' value labeled by version from which the controller was"
                + " built.")
        .labelNames("version", "goversion", "goarch", "commit")
        .register(registry)
        .addLabelValues(
            build.version(), "java" + Runtime.version(), architecture(), build.commit());
  }

  private static String architecture() {
    String arch = System.getProperty("os.arch", "unknown");
    return switch (arch) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> arch;
    };
  }
}
