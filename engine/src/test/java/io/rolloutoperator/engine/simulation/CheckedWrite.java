package io.rolloutoperator.engine.simulation;

import io.rolloutoperator.engine.plan.Action;

/**
 * A write that was checked, in a trace; it becomes text only if something went wrong.
 *
 * @param action what was done
 * @param after who had traffic and pods then
 */
record CheckedWrite(Action action, Picture after) {

  @Override
  public String toString() {
    return "%s -> wanted %s available %s weights %s"
        .formatted(action.describe(), after.wanted(), after.available(), after.weights());
  }
}
