package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Dashboards of Argo Rollouts find every name, label and bound. */
class UpstreamMetricsTest {

  @Test
  void everyOneIsTold() {
    Scrape scrape = Scrape.of(new SmallWorld().everythingHappens().registry);
    assertThat(UpstreamMetrics.missing(scrape, Set.of())).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(UpstreamMetrics.missing(Scrape.of(new PrometheusRegistry()), Set.of()))
        .contains("rollout_info", "notification_send_error", "build_info");
  }
}
