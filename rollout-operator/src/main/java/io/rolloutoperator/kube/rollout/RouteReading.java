package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.traffic.TrafficView;
import io.rolloutoperator.engine.validation.SpecError;
import java.util.Optional;

/**
 * What was found of a Rollout's routes.
 *
 * @param view empty without a router
 * @param error why they cannot carry its traffic; heals by itself once they can
 */
record RouteReading(Optional<TrafficView> view, Optional<SpecError> error) {
  static final RouteReading NONE = new RouteReading(Optional.empty(), Optional.empty());
}
