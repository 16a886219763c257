package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.plan.ApplyTraffic;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.engine.traffic.TrafficView;
import io.rolloutoperator.engine.weights.WeightDecision;
import io.rolloutoperator.engine.weights.WeightPlanner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves the traffic, and the Services with it in the order that never sends a request to pods that
 * are not there.
 *
 * <pre>
 * canary gets more, or is promoted     Services first, then weights
 * aborted, or another revision comes   weights first; the Service follows once the router confirmed them
 * </pre>
 */
final class TrafficPlan {

  private static final Duration VERIFY_AGAIN = Duration.ofMillis(500);
  private static final Duration REPAIR_AGAIN = Duration.ofSeconds(10);

  private TrafficPlan() {}

  static void apply(CanaryView view, Draft draft) {
    Optional<TrafficView> routes = view.snapshot().traffic();
    if (!view.routed() || routes.isEmpty()) {
      draft.control(draft.control().withWeights(null));
      ServicePlan.apply(view, draft);
      return;
    }
    confirm(view, draft, routes.get());
    switch (WeightPlanner.decide(Routed.input(view, draft.control()))) {
      case WeightDecision.Keep keep -> {
        draft.because("traffic-kept", keep.reason().text());
        ServicePlan.apply(view, draft);
      }
      case WeightDecision.Write write -> write(view, draft, routes.get(), write);
    }
  }

  /** Whether the router has not confirmed the last weights. */
  static boolean unconfirmed(Control control) {
    TrafficWeights weights = control.weights();
    return weights != null && Boolean.FALSE.equals(weights.verified());
  }

  /** Weight of the canary at the routes as last recorded; 0 if none was. */
  static int canaryWeight(Control control) {
    TrafficWeights weights = control.weights();
    return weights == null ? 0 : weights.canary().weight();
  }

  private static void write(
      CanaryView view, Draft draft, TrafficView routes, WeightDecision.Write write) {
    if (write.weightFirst() || draft.control().abort()) {
      route(view, draft, routes, write);
      ServicePlan.apply(view, draft);
      return;
    }
    confirm(view, draft, routes);
    ServicePlan.apply(view, draft);
    boolean raises = write.canary() > canaryWeight(draft.control());
    if (raises
        && !ServicePlan.willSelect(view, draft, view.strategy().canaryService(), view.current())) {
      draft.because("traffic-kept", "the canary Service does not select the canary yet");
      restore(view, draft, routes);
      return;
    }
    route(view, draft, routes, write);
  }

  /**
   * Somebody else's change of a route would keep it unconfirmed, and the Service waiting, for ever.
   */
  private static void restore(CanaryView view, Draft draft, TrafficView routes) {
    TrafficTarget recorded = target(view, canaryWeight(draft.control()));
    if (routes.edits(recorded) instanceof TrafficView.Edits.Ready(List<RouteEdit> edits)
        && !edits.isEmpty()) {
      draft.trafficMoves();
      draft.act(new ApplyTraffic(recorded, edits));
      draft.because("traffic", "a route was changed by somebody else");
    }
  }

  private static void route(
      CanaryView view, Draft draft, TrafficView routes, WeightDecision.Write write) {
    TrafficTarget target = target(view, write.canary());
    switch (routes.edits(target)) {
      case TrafficView.Edits.Impossible(String problem) -> impossible(draft, problem);
      case TrafficView.Edits.Ready(List<RouteEdit> edits) -> {
        record(
            view,
            draft,
            write,
            edits.isEmpty() ? routes.verified(target).orElse(null) : pending(routes, target));
        if (!edits.isEmpty()) {
          draft.trafficMoves();
          draft.act(new ApplyTraffic(target, edits), told(view.control(), write.canary()));
          draft.because(
              "traffic", "canary weight " + write.canary() + ": " + write.reason().text());
        }
      }
    }
    if (unconfirmed(draft.control())) {
      draft.lookAgainIn(VERIFY_AGAIN);
    }
  }

  private static TrafficTarget target(CanaryView view, int weight) {
    return new TrafficTarget(
        view.strategy().canaryService(), view.strategy().stableService(), weight, view.maxWeight());
  }

  /**
   * Weights just written are confirmed by nobody yet; a router that never confirms leaves that
   * open.
   */
  private static @Nullable Boolean pending(TrafficView routes, TrafficTarget target) {
    return routes.verified(target).isPresent() ? Boolean.FALSE : null;
  }

  private static void impossible(Draft draft, String problem) {
    draft.tell(EventNote.warning("TrafficRoutingError", problem));
    draft.because("traffic-error", problem);
    draft.trafficMoves();
    draft.lookAgainIn(REPAIR_AGAIN);
  }

  private static void confirm(CanaryView view, Draft draft, TrafficView routes) {
    TrafficWeights weights = draft.control().weights();
    if (weights != null) {
      Boolean verified = routes.verified(target(view, weights.canary().weight())).orElse(null);
      draft.control(
          draft
              .control()
              .withWeights(
                  new TrafficWeights(
                      weights.canary(), weights.stable(), weights.additional(), verified)));
    }
    if (unconfirmed(draft.control())) {
      draft.lookAgainIn(VERIFY_AGAIN);
    }
  }

  private static void record(
      CanaryView view, Draft draft, WeightDecision.Write write, @Nullable Boolean verified) {
    String stableHash = view.stable().map(ReplicaSetFacts::hash).orElse("");
    draft.control(
        draft
            .control()
            .withWeights(
                new TrafficWeights(
                    new WeightDestination(
                        write.canary(), view.strategy().canaryService(), write.canaryHash()),
                    new WeightDestination(
                        write.stable(), view.strategy().stableService(), stableHash),
                    write.additional(),
                    verified)));
  }

  private static EventNote[] told(Control before, int weight) {
    TrafficWeights recorded = before.weights();
    if (recorded == null) {
      return new EventNote[] {
        EventNote.normal("TrafficWeightUpdated", "Traffic weight updated to " + weight)
      };
    }
    if (recorded.canary().weight() == weight) {
      return new EventNote[0];
    }
    String text = "Traffic weight updated from " + recorded.canary().weight() + " to " + weight;
    return new EventNote[] {EventNote.normal("TrafficWeightUpdated", text)};
  }
}
