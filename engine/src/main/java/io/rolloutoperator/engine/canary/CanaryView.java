package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.StepIndex;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.ReplicaProgressThreshold;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.replicas.ProgressThreshold;
import io.rolloutoperator.engine.replicas.RollingLimits;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ScaleDownDelays;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.steps.Step;
import io.rolloutoperator.engine.steps.Steps;
import io.rolloutoperator.engine.strategy.Canary;
import io.rolloutoperator.engine.strategy.NoStrategy;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of a canary whose current ReplicaSet exists, in the words that its planner uses.
 *
 * @param snapshot what was observed
 * @param strategy the strategy of its spec
 * @param steps its steps
 * @param current ReplicaSet of the present template
 * @param stable ReplicaSet of the stable revision; the current one itself when that is stable;
 *     empty before the first deployment is done, or when it is gone
 * @param others all other ReplicaSets, newest first
 * @param control the steering part of the status as observed, its step index within the steps
 * @param traffic where a router sends the traffic; empty without one
 */
record CanaryView(
    Snapshot snapshot,
    CanaryStrategy strategy,
    List<Step> steps,
    ReplicaSetFacts current,
    Optional<ReplicaSetFacts> stable,
    List<ReplicaSetFacts> others,
    Control control,
    Optional<TrafficNow> traffic) {

  static CanaryView of(Snapshot snapshot, ReplicaSetFacts current) {
    CanaryStrategy strategy = written(snapshot);
    List<Step> steps = Steps.of(strategy.steps());
    Control control = withinSteps(Control.of(snapshot.rollout().status()), steps.size());
    Optional<ReplicaSetFacts> stable =
        control.stableHash().equals(current.hash())
            ? Optional.of(current)
            : snapshot.replicaSetOf(control.stableHash());
    List<ReplicaSetFacts> others =
        snapshot.replicaSets().stream()
            .filter(rs -> !rs.name().equals(current.name()))
            .filter(rs -> stable.isEmpty() || !rs.name().equals(stable.get().name()))
            .toList();
    return new CanaryView(
        snapshot,
        strategy,
        steps,
        current,
        stable,
        others,
        control,
        TrafficNow.of(snapshot, strategy, control, maxWeight(strategy)));
  }

  private static CanaryStrategy written(Snapshot snapshot) {
    return switch (snapshot.rollout().strategy()) {
      case Canary(CanaryStrategy written) -> written;
      case NoStrategy() -> throw new IllegalStateException("not the strategy of this planner");
    };
  }

  private static Control withinSteps(Control control, int steps) {
    Integer index = control.stepIndex();
    return index == null ? control : control.withStepIndex(StepIndex.within(index, steps));
  }

  RolloutFacts rollout() {
    return snapshot.rollout();
  }

  int replicas() {
    return rollout().replicas();
  }

  /** How long ReplicaSets without traffic are kept. */
  ScaleDownDelays delays() {
    return ScaleDownDelays.of(strategy);
  }

  /** Weight that stands for all traffic. */
  int maxWeight() {
    return maxWeight(strategy);
  }

  static int maxWeight(CanaryStrategy strategy) {
    Integer max =
        strategy.trafficRouting() == null ? null : strategy.trafficRouting().maxTrafficWeight();
    return max == null ? 100 : max;
  }

  /** Whether a router splits the traffic. */
  boolean routed() {
    return strategy.trafficRouting() != null;
  }

  /** Whether no revision has become stable yet. */
  boolean firstDeploy() {
    return control.stableHash().isEmpty();
  }

  /** Whether the current revision is the stable one. */
  boolean fullyPromoted() {
    return control.stableHash().equals(current.hash());
  }

  /** The stable ReplicaSet if it is another one than the current. */
  Optional<ReplicaSetFacts> otherStable() {
    return stable.filter(rs -> !rs.name().equals(current.name()));
  }

  /**
   * Index of the current step, within 0 and the number of steps; the number of steps when all are
   * done.
   */
  int stepIndex(Control of) {
    return StepIndex.within(of.stepIndex(), steps.size());
  }

  /** The step that is to be done, if one is left. */
  Optional<Step> currentStep(Control of) {
    int index = stepIndex(of);
    return index < steps.size() ? Optional.of(steps.get(index)) : Optional.empty();
  }

  /**
   * Whether a run was made for that step; a promote past a step leaves the reference to its run
   * behind.
   */
  boolean belongsToStep(RolloutAnalysisRunStatus ref, int index) {
    return snapshot
        .analysisRun(ref.name())
        .map(run -> run.labels().getOrDefault("step-index", "").equals(Integer.toString(index)))
        .orElse(true);
  }

  /** How many of the pods that a step wants are enough for it. */
  ProgressThreshold threshold() {
    ReplicaProgressThreshold threshold = strategy.replicaProgressThreshold();
    if (threshold == null) {
      return new ProgressThreshold.All();
    }
    return threshold.type().equals("Pods")
        ? new ProgressThreshold.Pods(threshold.value())
        : new ProgressThreshold.Percent(threshold.value());
  }

  RollingLimits limits() {
    return new Canary(strategy).limits(replicas());
  }
}
