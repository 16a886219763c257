package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.engine.traffic.TrafficView;
import io.rolloutoperator.engine.weights.ObservedTraffic;
import java.util.List;
import java.util.Optional;

/**
 * The traffic of a canary behind a router, as it was found.
 *
 * @param routes the route objects
 * @param split what they give the two Services, and what these select
 * @param found their weights as a target
 * @param verified whether the data plane took those over; empty if this router cannot tell
 */
record TrafficNow(
    TrafficView routes, ObservedTraffic split, TrafficTarget found, Optional<Boolean> verified) {

  /** Empty without a router, or with one whose configuration names no routes. */
  static Optional<TrafficNow> of(
      Snapshot snapshot, CanaryStrategy strategy, Control control, int maxWeight) {
    if (strategy.trafficRouting() == null || snapshot.traffic().isEmpty()) {
      return Optional.empty();
    }
    TrafficView routes = snapshot.traffic().get();
    TrafficView.Split weights =
        routes
            .split(strategy.canaryService(), strategy.stableService())
            .orElseGet(() -> recorded(control, maxWeight));
    ObservedTraffic split =
        new ObservedTraffic(
            weights.canary(),
            hash(snapshot, strategy.canaryService()),
            weights.stable(),
            hash(snapshot, strategy.stableService()));
    TrafficTarget found =
        new TrafficTarget(
            strategy.canaryService(),
            strategy.stableService(),
            Math.clamp(weights.canary(), 0, maxWeight),
            maxWeight);
    return Optional.of(new TrafficNow(routes, split, found, routes.verified(found)));
  }

  /** Whether clients may still be served by other weights than these. */
  boolean unconfirmed() {
    return verified.filter(confirmed -> !confirmed).isPresent();
  }

  /** Whether the data plane took these weights over; empty if this router cannot tell. */
  Optional<Boolean> verified(TrafficTarget target) {
    return target.equals(found) ? verified : routes.verified(target);
  }

  /** How the routes come to these weights; confirmed ones need no write. */
  TrafficView.Edits edits(TrafficTarget target) {
    return target.equals(found) && verified.orElse(false)
        ? new TrafficView.Edits.Ready(List.of())
        : routes.edits(target);
  }

  /** Routes that cannot be found say nothing; then the last weights written are the best guess. */
  private static TrafficView.Split recorded(Control control, int maxWeight) {
    TrafficWeights weights = control.weights();
    return weights == null
        ? new TrafficView.Split(0, maxWeight)
        : new TrafficView.Split(weights.canary().weight(), weights.stable().weight());
  }

  private static String hash(Snapshot snapshot, String service) {
    return snapshot.service(service).map(ServiceFacts::hash).orElse("");
  }
}
