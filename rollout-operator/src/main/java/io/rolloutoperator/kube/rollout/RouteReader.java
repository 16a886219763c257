package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.util.Optional;

/** Reads the route objects of a Rollout. */
interface RouteReader {

  /** The routes that its traffic router names; empty without a router. */
  Optional<TrafficView> view(RolloutFacts rollout);
}
