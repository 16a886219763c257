package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.snapshot.RolloutFacts;

/** Reads the route objects of a Rollout. */
interface RouteReader {

  /** The routes that its traffic router names. */
  RouteReading read(RolloutFacts rollout);
}
