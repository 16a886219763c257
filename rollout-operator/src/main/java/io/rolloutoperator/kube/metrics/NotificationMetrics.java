package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Counts attempts to notify people, and what is wrong with the configurations that say how. Series
 * of an object go with it, and what becomes known of one that is gone has none; those of a
 * configuration go when it is mended.
 */
public final class NotificationMetrics {

  static final int MOST_NAMESPACES = 1_000;

  private final ObjectGauges present;
  private final PlainCounter successes;
  private final PlainCounter errors;
  private final Histogram sends;
  private final Gauge configProblems;
  private final Set<String> misconfigured = new HashSet<>();

  NotificationMetrics(PrometheusRegistry registry, ObjectGauges present, double... buckets) {
    this.present = present;
    successes = counter("notification_send_success", "Notification send success.");
    errors = counter("notification_send_error", "Error sending the notification.");
    registry.register(successes);
    registry.register(errors);
    sends =
        Histogram.builder()
            .name("notification_send")
            .help("Notification send performance.")
            .labelNames("namespace", "name")
            .classicOnly()
            .classicUpperBounds(buckets)
            .withoutExemplars()
            .register(registry);
    configProblems =
        Gauge.builder()
            .name("rollout_operator_notification_config_problems")
            .help("What is wrong with the notification ConfigMap and Secret of a namespace.")
            .labelNames("namespace")
            .withoutExemplars()
            .register(registry);
  }

  private static PlainCounter counter(String name, String help) {
    return new PlainCounter(name, help, "namespace", "name", "type", "reason");
  }

  /**
   * An attempt is to come: both of its counters begin at 0, so that {@code increase()} sees the
   * first outcome too.
   *
   * @param type of the Event that it tells of
   * @param reason of it
   */
  public void announced(ObjectReference about, EventType type, String reason) {
    if (isPresent(about)) {
      begin(about, type, reason);
    }
  }

  /**
   * A receiver took a notification.
   *
   * @param type of the Event that it tells of
   * @param reason of it
   * @param took the whole attempt
   */
  public void sent(ObjectReference about, EventType type, String reason, Duration took) {
    count(successes, about, type, reason, took);
  }

  /** An attempt failed, whether there will be another one or not. */
  public void failed(ObjectReference about, EventType type, String reason, Duration took) {
    count(errors, about, type, reason, took);
  }

  /**
   * The configuration of a namespace was read. Of more than {@value #MOST_NAMESPACES} namespaces
   * with problems the others are not told.
   *
   * @param problems 0 when all is well
   */
  public synchronized void configurationRead(String namespace, int problems) {
    if (problems == 0) {
      misconfigured.remove(namespace);
      configProblems.remove(namespace);
    } else if (misconfigured.contains(namespace) || misconfigured.size() < MOST_NAMESPACES) {
      misconfigured.add(namespace);
      configProblems.labelValues(namespace).set(problems);
    }
  }

  private void count(
      PlainCounter counter, ObjectReference about, EventType type, String reason, Duration took) {
    if (isPresent(about)) {
      begin(about, type, reason);
      counter.increment(about.kind(), about.namespace(), about.name(), type.wireName(), reason);
      sends
          .labelValues(about.namespace(), about.name())
          .observe(took.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
    }
  }

  private boolean isPresent(ObjectReference about) {
    return present.has(about.kind(), about.namespace(), about.name());
  }

  private void begin(ObjectReference about, EventType type, String reason) {
    for (PlainCounter counter : List.of(successes, errors)) {
      counter.begin(about.kind(), about.namespace(), about.name(), type.wireName(), reason);
    }
  }

  /** The histogram has no kind: it stays while another object of the name is told of. */
  void forget(String kind, String namespace, String name) {
    successes.remove(kind, namespace, name);
    errors.remove(kind, namespace, name);
    if (!successes.has(namespace, name)) {
      sends.remove(namespace, name);
    }
  }
}
