package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.api.rollout.RolloutPause;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import java.util.List;

/**
 * Whether an update waits for a person: an inconclusive analysis, or a pause step without a
 * duration.
 */
final class ManualPause {

  private ManualPause() {}

  static boolean holds(RolloutFacts rollout, Control control) {
    return control.pauses().stream()
        .map(PauseCondition::reason)
        .anyMatch(reason -> waitsForPerson(rollout, control, reason));
  }

  private static boolean waitsForPerson(RolloutFacts rollout, Control control, String reason) {
    if (!reason.equals("CanaryPauseStep")) {
      return true;
    }
    var strategy = rollout.spec().strategy();
    Integer index = control.stepIndex();
    if (strategy == null || strategy.canary() == null || index == null) {
      return false;
    }
    List<CanaryStep> steps = strategy.canary().steps();
    RolloutPause pause = index < steps.size() ? steps.get(index).pause() : null;
    return pause != null && pause.duration() == null;
  }
}
