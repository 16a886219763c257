package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.validation.SuspiciousSpec;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells the doubtful fields of a spec in one Warning Event, once for each version of the spec: not
 * again after a restart, when the status says that the version was seen.
 */
final class Suspicions {

  private final EventSink events;
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  Suspicions(EventSink events) {
    this.events = events;
  }

  void tell(Rollout rollout) {
    String uid = rollout.getMetadata().getUid();
    Long generation = Objects.requireNonNullElse(rollout.getMetadata().getGeneration(), 0L);
    if (observed(rollout).equals(generation.toString())) {
      told.remove(uid);
      return;
    }
    boolean news = !generation.equals(told.put(uid, generation));
    if (news
        && Decoder.spec(rollout.getSpec(), RolloutSpec.class)
            instanceof Decoded.Valid<RolloutSpec>(var spec)) {
      String text =
          SuspiciousSpec.suspicions(spec)
              .map(SuspiciousSpec.Suspicion::message)
              .collect(Collectors.joining("; "));
      if (!text.isEmpty()) {
        events.emit(ObjectReference.to(rollout), EventType.WARNING, "SuspiciousSpec", text);
      }
    }
  }

  /** Forgets a Rollout that is gone. */
  void forget(Rollout rollout) {
    told.remove(rollout.getMetadata().getUid());
  }

  private static String observed(Rollout rollout) {
    return ReplicaSetReader.tree(rollout.getStatus()).path("observedGeneration").asText();
  }
}
