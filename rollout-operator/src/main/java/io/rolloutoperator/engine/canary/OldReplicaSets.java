package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.replicas.OldReplicaSetScale;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shrinks ReplicaSets that are neither stable nor current. */
final class OldReplicaSets {

  private static final int DEFAULT_DELAY_SECONDS = 30;

  private OldReplicaSets() {}

  static void apply(CanaryView view, Draft draft) {
    if (view.routed()) {
      routed(view, draft);
    } else {
      for (OldReplicaSetScale scale : ReplicaPlan.basic(view, draft.control()).cleanUp()) {
        ReplicaSetFacts old = view.snapshot().replicaSet(scale.name()).orElseThrow();
        ReplicaPlan.resize(view, draft, old, scale.replicas(), null);
      }
    }
  }

  /**
   * Behind a router nothing reaches an old ReplicaSet by itself. The former stable one waits for
   * its deadline, so that proxies with an old configuration still find pods; one left from an
   * update that was replaced goes as soon as no weight names it.
   */
  private static void routed(CanaryView view, Draft draft) {
    List<ReplicaSetFacts> alive =
        view.others().stream()
            .filter(rs -> rs.specReplicas() > 0)
            .sorted(Comparator.comparingLong(ReplicaSetFacts::revision).reversed())
            .toList();
    Integer limit = view.strategy().scaleDownDelayRevisionLimit();
    for (int i = 0; i < alive.size(); i++) {
      ReplicaSetFacts old = alive.get(i);
      if (hasTraffic(view, old) || draft.trafficIsMoving()) {
        draft.because("still-referenced", "ReplicaSet " + old.name() + " may still get traffic");
      } else if (limit != null && i >= limit) {
        ReplicaPlan.resize(view, draft, old, 0, null);
      } else if (view.fullyPromoted() || old.scaleDownDeadline().isPresent()) {
        afterDelay(view, draft, old);
      } else {
        ReplicaPlan.resize(view, draft, old, 0, null);
      }
    }
  }

  private static void afterDelay(CanaryView view, Draft draft, ReplicaSetFacts old) {
    Instant now = view.snapshot().now();
    Optional<Instant> deadline = old.scaleDownDeadline();
    int delay = delaySeconds(view);
    if (deadline.isEmpty() && delay > 0) {
      Instant until = now.plusSeconds(delay).truncatedTo(ChronoUnit.SECONDS);
      ReplicaPlan.resize(view, draft, old, old.specReplicas(), until.toString());
      draft.lookAgainIn(Duration.ofSeconds(delay));
    } else if (deadline.isPresent() && now.isBefore(deadline.get())) {
      draft.because(
          "scale-down-delay", "ReplicaSet " + old.name() + " is kept until " + deadline.get());
      draft.lookAgainIn(Duration.between(now, deadline.get()));
    } else {
      ReplicaPlan.resize(view, draft, old, 0, null);
    }
  }

  private static boolean hasTraffic(CanaryView view, ReplicaSetFacts old) {
    TrafficWeights weights = view.control().weights();
    return weights != null && (carries(weights.canary(), old) || carries(weights.stable(), old));
  }

  private static boolean carries(WeightDestination destination, ReplicaSetFacts old) {
    return destination.podTemplateHash().equals(old.hash()) && destination.weight() > 0;
  }

  private static int delaySeconds(CanaryView view) {
    Integer delay = view.strategy().scaleDownDelaySeconds();
    return delay == null ? DEFAULT_DELAY_SECONDS : delay;
  }
}
