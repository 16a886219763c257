package io.rolloutoperator.kubectl.forecast;

import io.rolloutoperator.api.StepIndex;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.steps.Step;
import io.rolloutoperator.engine.steps.Steps;
import io.rolloutoperator.engine.weights.SetWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Notes what happens in a world: steps that are done, what was waited for, how many pods. */
final class Course {

  private static final int ALL = 100;

  private final CanaryStrategy canary;
  private final List<Step> steps;
  private final ForecastWorld world;
  private final List<StepForecast> done = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private String stable = "";
  private int peak;

  Course(CanaryStrategy canary, ForecastWorld world) {
    this.canary = canary;
    this.steps = Steps.of(canary.steps());
    this.world = world;
  }

  List<StepForecast> steps() {
    return done;
  }

  int peak() {
    return peak;
  }

  /** Number of the step to be done, from 0; the number of steps once all are. */
  int index() {
    return StepIndex.within(world.status().currentStepIndex(), steps.size());
  }

  /** Whether a step is left. */
  boolean atStep() {
    return index() < steps.size();
  }

  /** The step to be done. */
  Step step() {
    return steps.get(index());
  }

  void waited(Wait wait) {
    waits.add(wait);
  }

  /** Pods were asked for or given up. */
  void scaled() {
    int pods = world.replicaSets().stream().mapToInt(ForecastReplicaSet::wanted).sum();
    peak = Math.max(peak, pods);
  }

  /**
   * A pass is over.
   *
   * @param before the status that it found
   */
  void passed(RolloutStatus before) {
    boolean promotes = !before.stableRS().equals(world.status().stableRS());
    stable = promotes ? before.stableRS() : stable(world.status());
    Integer from = before.currentStepIndex();
    Integer to = world.status().currentStepIndex();
    boolean sameUpdate = before.currentPodHash().equals(world.status().currentPodHash());
    if (sameUpdate && from != null && to != null && to == from + 1 && from < steps.size()) {
      note(from + 1, steps.get(from).label(), weight(world.status(), from));
    }
  }

  /** The stable revision; the one before once the new one is it. */
  private String stable(RolloutStatus status) {
    boolean promoted = status.stableRS().equals(status.currentPodHash());
    return promoted && !stable.isEmpty() ? stable : status.stableRS();
  }

  /** The new revision is the stable one. */
  void promoted() {
    note(0, "promotion", maxWeight());
  }

  private void note(int number, String label, int weight) {
    int canaryPods = 0;
    int stablePods = 0;
    int others = 0;
    for (ForecastReplicaSet set : world.replicaSets()) {
      if (set.current()) {
        canaryPods += set.wanted();
      } else if (set.hash().equals(stable)) {
        stablePods += set.wanted();
      } else {
        others += set.wanted();
      }
    }
    done.add(
        new StepForecast(
            number, label, weight, canaryPods, stablePods, others, List.copyOf(waits)));
    waits.clear();
  }

  private int weight(RolloutStatus status, int index) {
    var weights = status.canary().weights();
    return weights == null
        ? new SetWeights(canary.steps(), index, maxWeight()).effective()
        : weights.canary().weight();
  }

  private int maxWeight() {
    var routing = canary.trafficRouting();
    return routing == null ? ALL : Objects.requireNonNullElse(routing.maxTrafficWeight(), ALL);
  }
}
