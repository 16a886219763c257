package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The canary of an aborted update behind a router: it is kept for a while so that a retry is quick,
 * but only once stable can carry everything.
 */
final class AbortedCanary {

  private AbortedCanary() {}

  static void apply(CanaryView view, Draft draft, int desired) {
    ReplicaSetFacts canary = view.current();
    if (canary.specReplicas() == 0 && canary.scaleDownDeadline().isEmpty()) {
      return;
    }
    int delay = view.delays().aborted();
    if (delay == 0) {
      Sizing.size(view, draft, canary, desired);
      return;
    }
    boolean stableCarriesAll =
        view.otherStable().map(ReplicaSetFacts::availableReplicas).orElse(0) >= view.replicas();
    if (!stableCarriesAll) {
      draft.because("waiting-for-pods", "the canary is kept until every stable pod is available");
      return;
    }
    await(view, draft, canary, desired, delay);
  }

  private static void await(
      CanaryView view, Draft draft, ReplicaSetFacts canary, int desired, int delay) {
    Instant now = view.snapshot().now();
    Optional<Instant> deadline = view.delays().deadline(canary, now);
    if (deadline.isEmpty()) {
      Sizing.keepFor(view, draft, canary, delay);
    } else if (now.isBefore(deadline.get())) {
      draft.because("scale-down-delay", "the aborted canary is kept until " + deadline.get());
      draft.lookAgainIn(Duration.between(now, deadline.get()));
    } else if (Sizing.kept(view, draft, canary, desired) == desired) {
      Sizing.resize(view, draft, canary, desired, null);
    }
  }
}
