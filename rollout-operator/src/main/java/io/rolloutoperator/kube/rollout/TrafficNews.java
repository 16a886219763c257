package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.canary.UnverifiedTraffic;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when the routers of which Rollouts do not confirm the weights. A new process begins to
 * count anew.
 */
final class TrafficNews {

  private final Map<ObjectKey, UnverifiedTraffic> waiting = new ConcurrentHashMap<>();

  /** What is to be told now, once for each wait. */
  Optional<EventNote> of(Reading reading) {
    Optional<String> cause = UnverifiedTraffic.cause(reading.snapshot());
    if (cause.isEmpty()) {
      forget(reading.key());
      return Optional.empty();
    }
    Instant now = reading.snapshot().now();
    UnverifiedTraffic wait =
        waiting.computeIfAbsent(reading.key(), _ -> new UnverifiedTraffic(now, false));
    if (!wait.due(now)) {
      return Optional.empty();
    }
    waiting.put(reading.key(), wait.heard());
    return cause.map(UnverifiedTraffic::event);
  }

  /** Forgets a Rollout that is gone. */
  void forget(ObjectKey key) {
    waiting.remove(key);
  }
}
