package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.steps.Step;
import io.rolloutoperator.engine.strategy.Canary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and changes the list of pauses. */
final class Pauses {

  static final String STEP = Canary.PAUSE_STEP;
  static final String INCONCLUSIVE = "InconclusiveAnalysisRun";

  private Pauses() {}

  static boolean isPause(Step step) {
    return step instanceof Step.Pause;
  }

  /** Since when the controller waits for that reason, if it does. */
  static Optional<PauseCondition> find(Control control, String reason) {
    return control.pauses().stream().filter(pause -> pause.reason().equals(reason)).findFirst();
  }

  /** Whether the controller had paused and a person removed every pause. */
  static boolean resumed(Control control) {
    return control.controllerPause() && control.pauses().isEmpty();
  }

  /** Adds a pause that begins now; one that holds already keeps its start. */
  static Control add(Control control, String reason, Instant now) {
    if (find(control, reason).isPresent()) {
      return control;
    }
    List<PauseCondition> pauses = new ArrayList<>(control.pauses());
    pauses.add(new PauseCondition(reason, now));
    return control.withPauses(pauses, true);
  }

  /** Removes the pause of a step; with the last pause the mark of the controller goes too. */
  static Control endStep(Control control) {
    List<PauseCondition> left =
        control.pauses().stream().filter(pause -> !pause.reason().equals(STEP)).toList();
    return control.withPauses(left, !left.isEmpty());
  }
}
