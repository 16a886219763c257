package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.kube.client.ApiAnswer;

/** How the actions of a plan went. */
sealed interface Report {

  /**
   * All succeeded.
   *
   * @param plan as it was carried out: with the names that the new objects really have
   */
  record Succeeded(Plan plan) implements Report {}

  /**
   * The name of a new object belongs to another one, and those after it were not tried.
   *
   * @param action the creation
   */
  record NameTaken(Action action) implements Report {}

  /**
   * One did not, and those after it were not tried.
   *
   * @param action what was to be done
   * @param answer what became of it
   */
  record Stopped(Action action, ApiAnswer answer) implements Report {}
}
