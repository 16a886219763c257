package io.rolloutoperator.traffic;

import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.util.List;
import java.util.Optional;

/** One router of one rollout, made from its configuration. */
public interface TrafficRouter {

  /**
   * What has to be read before {@link #plan}; evaluated anew in every pass, as selectors may find
   * other routes.
   */
  List<RouteQuery> queries();

  /**
   * The edits that bring the observed objects to the target. Empty when they are there already;
   * planning again on the outcome gives no edit.
   */
  TrafficPlan plan(ObservedRoutes observed, TrafficTarget target);

  /**
   * Weights that the observed objects give the two Services, each the highest of all; empty if none
   * splits traffic between them.
   */
  Optional<TrafficView.Split> split(
      ObservedRoutes observed, String canaryService, String stableService);

  /**
   * Whether the data plane has taken over what {@link #plan} wrote. Verified routes need no edits.
   */
  Verification verify(ObservedRoutes observed, TrafficTarget target);
}
