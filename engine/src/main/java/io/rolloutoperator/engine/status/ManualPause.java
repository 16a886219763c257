package io.rolloutoperator.engine.status;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.snapshot.RolloutFacts;

/** Whether an update waits for a person. */
final class ManualPause {

  private ManualPause() {}

  static boolean holds(RolloutFacts rollout, Control control) {
    return control.pauses().stream()
        .anyMatch(pause -> rollout.strategy().waitsForPerson(pause.reason(), control.stepIndex()));
  }
}
