package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.replicas.CanaryScale;
import io.rolloutoperator.engine.replicas.ObservedWeights;
import io.rolloutoperator.engine.replicas.ReplicaCounts;
import io.rolloutoperator.engine.replicas.RoutedCanary;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.weights.AbortDelay;
import io.rolloutoperator.engine.weights.CanaryScales;
import io.rolloutoperator.engine.weights.ObservedTraffic;
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
        CanaryScales.of(input(view, control, observed(view), false)),
        view.strategy().dynamicStableScale(),
        view.strategy().minPodsPerReplicaSet(),
        shares(view));
  }

  /** Whether the pods that the current step wants are there. */
  static boolean atDesired(CanaryView view, Control control) {
    @Nullable ReplicaCounts stable = view.otherStable().map(ReplicaSetFacts::counts).orElse(null);
    return canary(view, control).atDesired(view.current().counts(), stable, view.threshold());
  }

  /** What the weights depend on; a Service that moves in this pass moves before any weight. */
  static WeightInput input(CanaryView view, Draft draft) {
    ObservedTraffic observed = observed(view);
    if (observed != null && view.stable().isPresent()) {
      ReplicaSetFacts stable = view.stable().get();
      if (Serving.willSelect(view, draft, view.strategy().stableService(), stable)) {
        observed = observed.withStableHash(stable.hash());
      }
    }
    return input(view, draft.control(), observed, atDesired(view, draft.control()));
  }

  /**
   * Pods that a ReplicaSet must keep for the traffic it has, at least 0. The canary's may be fewer
   * by an explicit {@code setCanaryScale}, but one.
   */
  static int need(CanaryView view, Control control, ReplicaSetFacts rs) {
    int share = view.traffic().map(now -> now.split().share(rs.hash())).orElse(0);
    return share == 0 ? 0 : needFor(view, control, rs, share);
  }

  /**
   * Pods that a ReplicaSet needs to take this share of the traffic, at least 1; none where nobody
   * wants pods at all.
   */
  static int needFor(CanaryView view, Control control, ReplicaSetFacts rs, int share) {
    if (view.replicas() == 0) {
      return 0;
    }
    long exact = Math.ceilDiv((long) share * view.replicas(), (long) view.maxWeight());
    int need = Math.clamp(exact, 1, Math.max(1, view.replicas()));
    boolean canary = rs.name().equals(view.current().name()) && !view.fullyPromoted();
    int reduced = canary ? scaled(canary(view, control), need) : need;
    return Math.max(1, view.threshold().required(reduced));
  }

  /** An explicit scale says how many pods are enough. */
  private static int scaled(RoutedCanary numbers, int need) {
    return switch (numbers.scale()) {
      case CanaryScale.MatchTraffic _ -> need;
      case CanaryScale.Weight _, CanaryScale.Pods _ -> Math.min(need, numbers.desired().canary());
    };
  }

  private static WeightInput input(
      CanaryView view, Control control, @Nullable ObservedTraffic observed, boolean atDesired) {
    return new WeightInput(
        view.replicas(),
        new SetWeights(view.strategy().steps(), control.stepIndex(), view.maxWeight()),
        new UpdateState(control.abort(), control.promoteFull(), atDesired),
        new RoutingPolicy(
            view.strategy().dynamicStableScale(),
            AbortDelay.of(view.strategy().abortScaleDownDelaySeconds()),
            view.threshold()),
        side(view.current()),
        view.stable().map(Routed::side).orElse(null),
        previousCanary(view, observed).map(Routed::side).orElse(null),
        observed,
        List.of());
  }

  private static @Nullable ObservedTraffic observed(CanaryView view) {
    return view.traffic().map(TrafficNow::split).orElse(null);
  }

  private static Side side(ReplicaSetFacts rs) {
    return new Side(rs.hash(), rs.counts());
  }

  /** The ReplicaSet that still has the canary's traffic, if it is neither current nor stable. */
  private static Optional<ReplicaSetFacts> previousCanary(
      CanaryView view, @Nullable ObservedTraffic observed) {
    return observed == null || observed.canaryWeight() == 0
        ? Optional.empty()
        : view.others().stream().filter(rs -> rs.hash().equals(observed.canaryHash())).findFirst();
  }

  /**
   * What the routes give each side now; a canary Service that leads elsewhere gives the canary
   * nothing, and stable is about to take that over.
   */
  private static ObservedWeights shares(CanaryView view) {
    @Nullable ObservedTraffic observed = observed(view);
    if (observed == null
        || (observed.canaryWeight() > 0 && !observed.canaryHash().equals(view.current().hash()))) {
      return ObservedWeights.allStable(view.maxWeight());
    }
    boolean ours = observed.canaryHash().equals(view.current().hash());
    return new ObservedWeights(ours ? observed.canaryWeight() : 0, observed.stableWeight());
  }
}
