package io.rolloutoperator.webhook;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.gitsync.webhook.RequestCount;

/** What the receiver counts. */
final class WebhookMetrics implements RequestCount {
  private final Counter requests;

  /** Registers the metric; once per registry. */
  WebhookMetrics(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("gitsync_webhook_requests_total")
            .help("Webhook requests by type of the hook and status code of the answer.")
            .labelNames("type", "code")
            .withoutExemplars()
            .register(registry);
  }

  @Override
  public void answered(String type, int code) {
    requests.labelValues(type, Integer.toString(code)).inc();
  }
}
