package io.rolloutoperator.engine.analysis;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an AnalysisRun of a Rollout is for.
 *
 * @param title the kind in Events and in the label {@code rollout-type}
 * @param nameSuffix what the kind adds to the name of the run; "" for none
 * @param labels labels of the run beside those that all have
 * @param waitsWhilePaused whether none is begun while the update is paused
 */
public record RunKind(
    String title, String nameSuffix, Map<String, String> labels, boolean waitsWhilePaused) {

  public RunKind {
    labels = Map.copyOf(labels);
  }

  /**
   * The run of a step.
   *
   * @param index of the step, ≥ 0
   */
  public static RunKind step(int index) {
    Map<String, String> labels =
        new TreeMap<>(Map.of("rollout-type", "Step", "step-index", Integer.toString(index)));
    return new RunKind("Step", "-" + index, labels, true);
  }

  /** The run beside the steps. */
  public static RunKind background() {
    return new RunKind("Background", "", Map.of("rollout-type", "Background"), false);
  }
}
