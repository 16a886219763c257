package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.kube.client.ApiAnswer;

/** How the actions of a plan went. */
sealed interface Report {

  /** All succeeded. */
  record Succeeded() implements Report {}

  /** The name of the new ReplicaSet belongs to another one. */
  record NameTaken() implements Report {}

  /**
   * One did not, and those after it were not tried.
   *
   * @param action what was to be done
   * @param answer what became of it
   */
  record Stopped(Action action, ApiAnswer answer) implements Report {}
}
