package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.util.Set;

/**
 * Wakes a Rollout that was said to be gone and is back: the framework forgets the events that come
 * while it handles a deletion.
 */
final class ReturnEventSource extends AbstractEventSource<Void, Rollout> {

  private final IndexerResourceCache<Rollout> rollouts;

  ReturnEventSource(IndexerResourceCache<Rollout> rollouts) {
    super(Void.class, "returns");
    this.rollouts = rollouts;
  }

  /** A Rollout of that name lives; not of this process's concern unless its caches have it. */
  void returned(ObjectKey rollout) {
    ResourceID id = new ResourceID(rollout.name(), rollout.namespace());
    if (isRunning() && rollouts.get(id).isPresent()) {
      getEventHandler().handleEvent(new Event(id));
    }
  }

  /** It only wakes. */
  @Override
  public Set<Void> getSecondaryResources(Rollout rollout) {
    return Set.of();
  }
}
