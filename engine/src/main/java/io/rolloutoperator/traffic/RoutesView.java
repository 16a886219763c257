package io.rolloutoperator.traffic;

import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.util.Optional;

/**
 * The routes of one Rollout, as the engine sees them.
 *
 * @param router the router that its configuration names
 * @param observed what the router asked to be read
 */
public record RoutesView(TrafficRouter router, ObservedRoutes observed) implements TrafficView {

  @Override
  public Edits edits(TrafficTarget target) {
    TrafficPlan plan = router.plan(observed, target);
    return plan.failure()
        .<Edits>map(failure -> new Edits.Impossible(failure.event()))
        .orElseGet(() -> new Edits.Ready(plan.edits()));
  }

  /** Why no weights can be written between the two Services, whatever they are. */
  public Optional<TrafficFailure> obstacle(String canaryService, String stableService) {
    return router.plan(observed, new TrafficTarget(canaryService, stableService, 0, 100)).failure();
  }

  @Override
  public Optional<Boolean> verified(TrafficTarget target) {
    return Optional.of(router.verify(observed, target) instanceof Verification.Verified);
  }

  @Override
  public Optional<String> pending(TrafficTarget target) {
    return router.verify(observed, target) instanceof Verification.Pending(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  @Override
  public Optional<Split> split(String canaryService, String stableService) {
    return router.split(observed, canaryService, stableService);
  }
}
