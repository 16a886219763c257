package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;

/** One deed on one Rollout. */
@FunctionalInterface
public interface RolloutAction {

  /**
   * Does it.
   *
   * @return what was done, in a sentence
   * @throws Refusal if it would do nothing; then nothing was written
   * @throws CommandFailure if the API server does not answer, or refuses
   */
  String on(ObjectRef rollout, Cluster cluster) throws CommandFailure;
}
