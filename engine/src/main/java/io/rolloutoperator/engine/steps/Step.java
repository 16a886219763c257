package io.rolloutoperator.engine.steps;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.engine.replicas.CanaryScale;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a canary. A new kind of step is a new record here; nothing compiles until every
 * switch handles it.
 */
public sealed interface Step {

  /** The step in the words of the Event RolloutStepCompleted. */
  String label();

  /**
   * Gives the canary a share of pods or traffic.
   *
   * @param weight 0 to the weight of all traffic
   */
  record SetWeight(int weight) implements Step {
    @Override
    public String label() {
      return "setWeight: " + weight;
    }
  }

  /**
   * Waits.
   *
   * @param length how long; empty until a person promotes
   * @param written the duration as the spec has it; empty if absent
   */
  record Pause(Optional<Duration> length, Optional<IntOrString> written) implements Step {
    @Override
    public String label() {
      return written.map(text -> "pause: " + text).orElse("pause");
    }
  }

  /**
   * Runs an analysis to its end.
   *
   * @param analysis templates and arguments
   */
  record Analysis(RolloutAnalysis analysis) implements Step {
    @Override
    public String label() {
      return "analysis";
    }
  }

  /**
   * Sizes the canary apart from its traffic.
   *
   * @param scale what sizes it
   * @param label the step in words
   */
  record SetCanaryScale(CanaryScale scale, String label) implements Step {}
}
