package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.replicas.ObservedWeights;
import io.rolloutoperator.engine.replicas.ReplicaCounts;
import io.rolloutoperator.engine.replicas.RoutedCanary;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.weights.AbortDelay;
import io.rolloutoperator.engine.weights.CanaryScales;
import io.rolloutoperator.engine.weights.RoutingPolicy;
import io.rolloutoperator.engine.weights.SetWeights;
import io.rolloutoperator.engine.weights.Side;
import io.rolloutoperator.engine.weights.UpdateState;
import io.rolloutoperator.engine.weights.WeightInput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers of a canary whose traffic a router splits. */
final class Routed {

  private Routed() {}

  /** What sizes both sides. */
  static RoutedCanary canary(CanaryView view, Control control) {
    return new RoutedCanary(
        view.replicas(),
        view.maxWeight(),
        CanaryScales.of(input(view, control, false)),
        view.strategy().dynamicStableScale(),
        view.strategy().minPodsPerReplicaSet(),
        observed(view, control));
  }

  /** Whether the pods that the current step wants are there. */
  static boolean atDesired(CanaryView view, Control control) {
    @Nullable ReplicaCounts stable = view.otherStable().map(ReplicaSetFacts::counts).orElse(null);
    return canary(view, control)
        .atDesired(view.current().counts(), stable, ReplicaPlan.threshold(view));
  }

  /** What the weights depend on. */
  static WeightInput input(CanaryView view, Control control) {
    return input(view, control, atDesired(view, control));
  }

  private static WeightInput input(CanaryView view, Control control, boolean atDesired) {
    return new WeightInput(
        view.replicas(),
        new SetWeights(view.strategy().steps(), control.stepIndex(), view.maxWeight()),
        new UpdateState(control.abort(), control.promoteFull(), atDesired),
        new RoutingPolicy(
            view.strategy().dynamicStableScale(),
            AbortDelay.of(view.strategy().abortScaleDownDelaySeconds()),
            ReplicaPlan.threshold(view)),
        side(view.current()),
        view.stable().map(Routed::side).orElse(null),
        previousCanary(view, control).map(Routed::side).orElse(null),
        control.weights(),
        List.of());
  }

  private static Side side(ReplicaSetFacts rs) {
    return new Side(rs.hash(), rs.counts());
  }

  /**
   * The ReplicaSet that still has the recorded canary weight, if it is neither current nor stable.
   */
  private static Optional<ReplicaSetFacts> previousCanary(CanaryView view, Control control) {
    TrafficWeights weights = control.weights();
    return weights == null
        ? Optional.empty()
        : view.others().stream()
            .filter(rs -> rs.hash().equals(weights.canary().podTemplateHash()))
            .findFirst();
  }

  /**
   * What the routes give each side now; a weight recorded for another revision is not the canary's,
   * and stable is about to take it over.
   */
  private static ObservedWeights observed(CanaryView view, Control control) {
    TrafficWeights weights = control.weights();
    if (weights == null) {
      return ObservedWeights.allStable(view.maxWeight());
    }
    boolean ours = weights.canary().podTemplateHash().equals(view.current().hash());
    if (!ours && weights.canary().weight() > 0) {
      return ObservedWeights.allStable(view.maxWeight());
    }
    return new ObservedWeights(ours ? weights.canary().weight() : 0, weights.stable().weight());
  }
}
