package io.rolloutoperator.kube.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.kube.metrics.QueueMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the metrics when objects begin to wait for a thread, get one, and give it back.
 *
 * <p>One object serves one controller.
 */
final class QueueProbe implements Metrics {

  private final QueueMetrics queues;
  private volatile QueueMetrics.@Nullable Queue queue;

  QueueProbe(QueueMetrics queues) {
    this.queues = queues;
  }

  @Override
  public void controllerRegistered(Controller<? extends HasMetadata> controller) {
    queue =
        queues.queue(HasMetadata.getKind(controller.getConfiguration().getResourceClass()) + "s");
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    QueueMetrics.Queue registered = queue;
    if (registered != null) {
      registered.added(
          ResourceID.fromResource(resource), retry != null && retry.getAttemptCount() > 0);
    }
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    QueueMetrics.Queue registered = queue;
    if (registered != null) {
      registered.begun(ResourceID.fromResource(resource));
    }
  }

  @Override
  public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
    QueueMetrics.Queue registered = queue;
    if (registered != null) {
      registered.finished(ResourceID.fromResource(resource));
    }
  }

  @Override
  public void cleanupDoneFor(ResourceID id, Map<String, Object> metadata) {
    QueueMetrics.Queue registered = queue;
    if (registered != null) {
      registered.forget(id);
    }
  }
}
