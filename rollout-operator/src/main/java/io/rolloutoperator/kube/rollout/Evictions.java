package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.stages.RestartStage;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when a Rollout's pods are left alone after a budget of disruption refused. Forgotten by a
 * restart of this process, which then asks once more.
 */
final class Evictions {

  private final Map<ObjectKey, Instant> held = new ConcurrentHashMap<>();

  void refused(ObjectKey rollout, Instant now) {
    held.put(rollout, now.plus(RestartStage.NEXT_TRY));
  }

  Optional<Instant> heldUntil(ObjectKey rollout, Instant now) {
    return Optional.ofNullable(held.get(rollout)).filter(now::isBefore);
  }

  void forget(ObjectKey rollout) {
    held.remove(rollout);
  }
}
