package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.status.ClockJumpEvent;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which Rollouts were told of a jump of the clock, each once for the pause that it prolongs. */
final class ClockNews {

  private final Map<ObjectKey, EventNote> told = new ConcurrentHashMap<>();

  /** What is to be told now. */
  Optional<EventNote> of(Reading reading) {
    Optional<EventNote> event = ClockJumpEvent.of(reading.snapshot());
    if (event.isEmpty()) {
      forget(reading.key());
    }
    return event.filter(news -> !news.equals(told.put(reading.key(), news)));
  }

  /** Forgets a Rollout that is gone. */
  void forget(ObjectKey key) {
    told.remove(key);
  }
}
