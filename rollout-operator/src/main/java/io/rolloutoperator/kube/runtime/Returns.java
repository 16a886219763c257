package io.rolloutoperator.kube.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wakes an object that was made anew while the deletion of the former one of its name was worked
 * on: the framework forgets, with the former, the events that came for the new one meanwhile. Its
 * hook for metrics is the only place that says when it has forgotten them.
 *
 * <p>One object serves one controller.
 */
final class Returns implements Metrics {

  private volatile @Nullable Controller<? extends HasMetadata> controller;

  @Override
  public void controllerRegistered(Controller<? extends HasMetadata> registered) {
    controller = registered;
  }

  @Override
  public void cleanupDoneFor(ResourceID id, Map<String, Object> metadata) {
    Controller<? extends HasMetadata> registered = controller;
    if (registered != null) {
      wakeIfThere(registered.getEventSourceManager().getControllerEventSource(), id);
    }
  }

  private static <P extends HasMetadata> void wakeIfThere(
      ControllerEventSource<P> source, ResourceID id) {
    source
        .get(id)
        .ifPresent(present -> source.eventReceived(ResourceAction.ADDED, present, null, null));
  }
}
