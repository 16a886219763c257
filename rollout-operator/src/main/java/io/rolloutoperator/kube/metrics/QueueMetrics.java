package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The queues of the controllers, in the names of Kubernetes' own: an object is in the queue from
 * the moment that it is to be worked on until a thread takes it.
 */
public final class QueueMetrics {
  /** Those of client-go, from a nanosecond times ten on. */
  private static final double[] EXPONENTIAL = {
    1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10
  };

  private static final double[] DELAY = {0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

  private final Map<String, Queue> queues = new ConcurrentHashMap<>();
  private final Counter adds;
  private final Counter retries;
  private final Histogram waited;
  private final Histogram worked;
  private final Histogram delay;
  private final LongSupplier nanos;

  /**
   * Registers all of them; once per registry.
   *
   * @param nanos a clock that never goes back
   */
  QueueMetrics(PrometheusRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    adds = counter(registry, "workqueue_adds", "Objects that were put into the queue.");
    retries = counter(registry, "workqueue_retries", "Objects put in again after a failure.");
    waited =
        histogram(registry, "workqueue_queue_duration_seconds", "Time in the queue.", EXPONENTIAL);
    worked = histogram(registry, "workqueue_work_duration_seconds", "Time of a pass.", EXPONENTIAL);
    delay =
        histogram(
            registry,
            "rollout_operator_queue_delay_seconds",
            "Time that objects wait for a thread.",
            DELAY);
    gauge(registry, "workqueue_depth", "Objects in the queue.", queue -> queue.waiting.size());
    gauge(
        registry,
        "workqueue_unfinished_work_seconds",
        "Time of all passes under way.",
        queue -> queue.running().stream().mapToDouble(Double::doubleValue).sum());
    gauge(
        registry,
        "workqueue_longest_running_processor_seconds",
        "Time of the longest pass under way.",
        queue -> queue.running().stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  /** One controller's queue. */
  public final class Queue {
    private final String name;
    private final Map<Object, Long> waiting = new ConcurrentHashMap<>();
    private final Map<Object, Long> begun = new ConcurrentHashMap<>();

    private Queue(String name) {
      this.name = name;
      adds.initLabelValues(name);
      retries.initLabelValues(name);
    }

    /**
     * An object is to be worked on.
     *
     * @param again whether that is because a pass of it failed
     */
    public void added(Object id, boolean again) {
      waiting.put(id, nanos.getAsLong());
      adds.labelValues(name).inc();
      if (again) {
        retries.labelValues(name).inc();
      }
    }

    /** A thread took it. */
    public void begun(Object id) {
      Long since = waiting.remove(id);
      long now = nanos.getAsLong();
      begun.put(id, now);
      if (since != null) {
        double seconds = (now - since) / 1e9;
        waited.labelValues(name).observe(seconds);
        delay.labelValues(name).observe(seconds);
      }
    }

    /** The pass ended, well or not. */
    public void finished(Object id) {
      Long since = begun.remove(id);
      if (since != null) {
        worked.labelValues(name).observe((nanos.getAsLong() - since) / 1e9);
      }
    }

    /** The object is gone, and with it a pass that never came. */
    public void forget(Object id) {
      waiting.remove(id);
      begun.remove(id);
    }

    private Collection<Double> running() {
      long now = nanos.getAsLong();
      return begun.values().stream().map(since -> (now - since) / 1e9).toList();
    }
  }

  /**
   * A controller's queue, the same one for the same name.
   *
   * @param name the kind in the plural, {@code Rollouts}
   */
  public Queue queue(String name) {
    return queues.computeIfAbsent(name, Queue::new);
  }

  /** Whether an object of any controller waits for a thread. */
  public boolean anyWaits() {
    return queues.values().stream().anyMatch(queue -> !queue.waiting.isEmpty());
  }

  /** Whether no object of any controller waits for a thread or has one. */
  public boolean idle() {
    return queues.values().stream()
        .allMatch(queue -> queue.waiting.isEmpty() && queue.begun.isEmpty());
  }

  private static Counter counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames("name")
        .withoutExemplars()
        .register(registry);
  }

  private static Histogram histogram(
      PrometheusRegistry registry, String name, String help, double... buckets) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames("name")
        .classicOnly()
        .classicUpperBounds(buckets)
        .withoutExemplars()
        .register(registry);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToDoubleFunction<Queue> value) {
    Consumer<GaugeWithCallback.Callback> read =
        callback ->
            queues.forEach((queue, state) -> callback.call(value.applyAsDouble(state), queue));
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("name")
        .callback(read)
        .register(registry);
  }
}
