package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.PointService;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;

/** Who serves the clients now, as far as it is known, and who will before the next write. */
final class Serving {

  private Serving() {}

  /**
   * Whether clients may still be served by other weights than those that were found: routes are
   * written in this pass, or the router has not confirmed the last ones.
   */
  static boolean underWay(CanaryView view, Draft draft) {
    return draft.trafficIsMoving()
        || view.traffic().map(TrafficNow::unconfirmed).orElse(view.routed());
  }

  /** Whether the data plane serves the canary with exactly this weight. */
  static boolean serves(CanaryView view, Draft draft, int weight) {
    return !underWay(view, draft) && canaryWeight(view) == weight;
  }

  /** Weight of the canary Service at the routes; 0 without a router. */
  static int canaryWeight(CanaryView view) {
    return view.traffic().map(now -> now.split().canaryWeight()).orElse(0);
  }

  /** Whether a Service selects the ReplicaSet, or will before anything planned later is written. */
  static boolean willSelect(CanaryView view, Draft draft, String name, ReplicaSetFacts rs) {
    boolean selects =
        view.snapshot()
            .service(name)
            .filter(service -> service.hash().equals(rs.hash()))
            .isPresent();
    return selects || draft.plans(new PointService(name, rs.hash()));
  }
}
