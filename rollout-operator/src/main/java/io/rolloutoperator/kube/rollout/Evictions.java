package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.stages.RestartStage;
import io.rolloutoperator.engine.status.RefusedWrites;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when a Rollout's pods are left alone after a budget of disruption refused, and what is to
 * be told of a right that is missing: the release goes on, so its conditions do not say it.
 * Forgotten by a restart of this process, which then asks once more.
 */
final class Evictions {

  private final Map<ObjectKey, Instant> held = new ConcurrentHashMap<>();
  private final Map<ObjectKey, EventNote> untold = new ConcurrentHashMap<>();
  private final Refusals refusals = new Refusals();

  void refused(ObjectKey rollout, Instant now) {
    held.put(rollout, now.plus(RestartStage.NEXT_TRY));
  }

  /** Pods may not be listed or evicted. */
  void forbidden(ObjectKey rollout, ApiAnswer.Forbidden refusal, Instant now) {
    refusals
        .news(rollout, refusal, now)
        .ifPresent(words -> untold.put(rollout, RefusedWrites.event(words)));
  }

  /** A pod may be evicted. */
  void allowed(ObjectKey rollout) {
    refusals.forget(rollout);
  }

  /** What is to be told, once. */
  Optional<EventNote> news(ObjectKey rollout) {
    return Optional.ofNullable(untold.remove(rollout));
  }

  Optional<Instant> heldUntil(ObjectKey rollout, Instant now) {
    return Optional.ofNullable(held.get(rollout)).filter(now::isBefore);
  }

  void forget(ObjectKey rollout) {
    held.remove(rollout);
    untold.remove(rollout);
    refusals.forget(rollout);
  }
}
