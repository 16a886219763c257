package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {
  private final QueueMetrics queues = new QueueMetrics(new PrometheusRegistry(), () -> 0);
  private final QueueMetrics.Queue rollouts = queues.queue("Rollouts");
  private final QueueMetrics.Queue syncs = queues.queue("GitSyncs");

  @Test
  void whoHasAThreadWaitsNoMoreButIsStillWorkedOn() {
    assertThat(queues.idle()).isTrue();

    rollouts.added("web", false);
    assertThat(queues.anyWaits()).isTrue();
    assertThat(queues.idle()).isFalse();

    rollouts.begun("web");
    assertThat(queues.anyWaits()).isFalse();
    assertThat(queues.idle()).isFalse();

    rollouts.finished("web");
    assertThat(queues.idle()).isTrue();
  }

  @Test
  void anObjectThatIsGoneKeepsNothingBusy() {
    syncs.added("shop", true);
    rollouts.added("web", false);
    rollouts.begun("web");

    syncs.forget("shop");
    assertThat(queues.idle()).isFalse();
    rollouts.forget("web");

    assertThat(queues.idle()).isTrue();
  }
}
