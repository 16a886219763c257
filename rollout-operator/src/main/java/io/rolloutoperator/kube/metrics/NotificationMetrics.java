package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Counts attempts to notify people. Series of an object go with it, and what becomes known of one
 * that is gone has none.
 */
public final class NotificationMetrics {

  private final ObjectGauges present;
  private final PlainCounter successes;
  private final PlainCounter errors;
  private final Histogram sends;

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
  }

  private static PlainCounter counter(String name, String help) {
    return new PlainCounter(name, help, "namespace", "name", "type", "reason");
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

  private void count(
      PlainCounter counter, ObjectReference about, EventType type, String reason, Duration took) {
    if (present.has(about.kind(), about.namespace(), about.name())) {
      counter.increment(about.namespace(), about.name(), type.wireName(), reason);
      sends
          .labelValues(about.namespace(), about.name())
          .observe(took.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
    }
  }

  void forget(String namespace, String name) {
    successes.remove(namespace, name);
    errors.remove(namespace, name);
    sends.remove(namespace, name);
  }
}
