package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.replicas.OldReplicaSetScale;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shrinks ReplicaSets that are neither stable nor current. */
final class OldReplicaSets {

  private OldReplicaSets() {}

  /**
   * A revision that was replaced while it had traffic is kept for the delay, like a former stable
   * one: proxies with an old configuration still look for its pods. Noted before the weights move,
   * so that a process that ends in between has noted it.
   */
  static void keepServed(CanaryView view, Draft draft) {
    int delay = view.delays().old();
    if (view.fullyPromoted() || delay == 0) {
      return;
    }
    Instant now = view.snapshot().now();
    for (ReplicaSetFacts old : view.others()) {
      boolean kept = view.delays().deadline(old, now).filter(now::isBefore).isPresent();
      if (old.specReplicas() > 0 && hasTraffic(view, old) && !kept) {
        Sizing.keepFor(view, draft, old, delay);
      }
    }
  }

  static void apply(CanaryView view, Draft draft) {
    if (view.routed()) {
      routed(view, draft);
    } else {
      for (OldReplicaSetScale scale : Basic.canary(view, draft.control()).cleanUp()) {
        ReplicaSetFacts old = view.snapshot().replicaSet(scale.name()).orElseThrow();
        Sizing.resize(view, draft, old, scale.replicas(), null);
      }
    }
  }

  /**
   * Behind a router nothing reaches an old ReplicaSet by itself. One that had traffic waits for its
   * deadline; one left from an update that was replaced before it had any goes at once.
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
      if (hasTraffic(view, old) || Serving.underWay(view, draft)) {
        draft.because("still-referenced", "ReplicaSet " + old.name() + " may still get traffic");
      } else if (limit != null && i >= limit) {
        Sizing.resize(view, draft, old, 0, null);
      } else if (view.fullyPromoted() || old.scaleDownDeadline().isPresent()) {
        afterDelay(view, draft, old);
      } else {
        Sizing.resize(view, draft, old, 0, null);
      }
    }
  }

  private static void afterDelay(CanaryView view, Draft draft, ReplicaSetFacts old) {
    Instant now = view.snapshot().now();
    Optional<Instant> deadline = view.delays().deadline(old, now);
    int delay = view.delays().old();
    if (deadline.isEmpty() && delay > 0) {
      Sizing.keepFor(view, draft, old, delay);
    } else if (deadline.isPresent() && now.isBefore(deadline.get())) {
      draft.because(
          "scale-down-delay", "ReplicaSet " + old.name() + " is kept until " + deadline.get());
      draft.lookAgainIn(Duration.between(now, deadline.get()));
    } else {
      Sizing.resize(view, draft, old, 0, null);
    }
  }

  private static boolean hasTraffic(CanaryView view, ReplicaSetFacts old) {
    return view.traffic().filter(now -> now.split().share(old.hash()) > 0).isPresent();
  }
}
