package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.plan.ApplyTraffic;
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
 * always                               the stable Service first
 * canary gets more                     its Service, then the weight
 * canary gets less                     the weight; its Service may follow once the router confirmed that
 * </pre>
 */
final class TrafficPlan {

  /** Proxies mostly follow within a fifth of a second; each look costs a request for each route. */
  private static final Duration VERIFY_SOON = Duration.ofMillis(200);

  private static final Duration VERIFY_AGAIN = Duration.ofSeconds(1);
  private static final Duration REPAIR_AGAIN = Duration.ofSeconds(10);

  private TrafficPlan() {}

  static void apply(CanaryView view, Draft draft) {
    ServicePlan.release(view, draft);
    Optional<TrafficNow> traffic = view.traffic();
    if (traffic.isEmpty()) {
      draft.control(draft.control().withWeights(null));
      ServicePlan.stable(view, draft);
      ServicePlan.canary(view, draft);
      return;
    }
    TrafficNow now = traffic.get();
    confirm(draft, now);
    ServicePlan.stable(view, draft);
    switch (WeightPlanner.decide(Routed.input(view, draft))) {
      case WeightDecision.Keep keep -> {
        draft.because("traffic-kept", keep.reason().text());
        ServicePlan.canary(view, draft);
      }
      case WeightDecision.Write write -> write(view, draft, now, write);
    }
  }

  private static void write(
      CanaryView view, Draft draft, TrafficNow now, WeightDecision.Write write) {
    boolean raises = write.canary() > now.split().canaryWeight();
    if (!raises) {
      route(view, draft, now, write);
      ServicePlan.canary(view, draft);
      return;
    }
    ServicePlan.canary(view, draft);
    if (Serving.willSelect(view, draft, view.strategy().canaryService(), view.current())) {
      route(view, draft, now, write);
    } else {
      draft.because("traffic-kept", "the canary Service does not select the canary yet");
      restore(view, draft, now);
    }
  }

  /**
   * Somebody else's change of a route would keep it unconfirmed, and the Service waiting, for ever.
   */
  private static void restore(CanaryView view, Draft draft, TrafficNow now) {
    TrafficTarget found = target(view, now.split().canaryWeight());
    if (now.routes().edits(found) instanceof TrafficView.Edits.Ready(List<RouteEdit> edits)
        && !edits.isEmpty()) {
      draft.trafficMoves();
      draft.act(new ApplyTraffic(found, edits));
      draft.lookAgainIn(VERIFY_AGAIN);
      draft.because("traffic", "a route was changed by somebody else");
    }
  }

  private static void route(
      CanaryView view, Draft draft, TrafficNow now, WeightDecision.Write write) {
    TrafficTarget target = target(view, write.canary());
    switch (now.edits(target)) {
      case TrafficView.Edits.Impossible(String problem) -> impossible(draft, problem);
      case TrafficView.Edits.Ready(List<RouteEdit> edits) when edits.isEmpty() ->
          record(view, draft, write, now.verified(target).orElse(null));
      case TrafficView.Edits.Ready(List<RouteEdit> edits) -> {
        EventNote[] told = told(view, draft, write.canary());
        Duration look = isRecorded(draft, write) ? VERIFY_AGAIN : VERIFY_SOON;
        record(view, draft, write, pending(now));
        draft.trafficMoves();
        draft.act(new ApplyTraffic(target, edits), told);
        draft.because("traffic", "canary weight " + write.canary() + ": " + write.reason().text());
        draft.lookAgainIn(look);
      }
    }
  }

  /**
   * Whether the weight is put back only. Somebody may undo it again and again, and is not answered
   * five times a second.
   */
  private static boolean isRecorded(Draft draft, WeightDecision.Write write) {
    TrafficWeights weights = draft.control().weights();
    return weights != null && weights.canary().weight() == write.canary();
  }

  private static TrafficTarget target(CanaryView view, int weight) {
    return new TrafficTarget(
        view.strategy().canaryService(), view.strategy().stableService(), weight, view.maxWeight());
  }

  /**
   * Weights just written are confirmed by nobody yet; a router that never confirms leaves that
   * open.
   */
  private static @Nullable Boolean pending(TrafficNow now) {
    return now.verified().isPresent() ? Boolean.FALSE : null;
  }

  private static void impossible(Draft draft, String problem) {
    draft.tell(EventNote.warning("TrafficRoutingError", problem));
    draft.because("traffic-error", problem);
    draft.trafficMoves();
    draft.lookAgainIn(REPAIR_AGAIN);
  }

  private static void confirm(Draft draft, TrafficNow now) {
    TrafficWeights weights = draft.control().weights();
    if (weights != null) {
      draft.control(
          draft
              .control()
              .withWeights(
                  new TrafficWeights(
                      weights.canary(),
                      weights.stable(),
                      weights.additional(),
                      now.verified().orElse(null))));
    }
    if (now.unconfirmed()) {
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

  private static EventNote[] told(CanaryView view, Draft draft, int weight) {
    if (draft.control().weights() == null) {
      return new EventNote[] {
        EventNote.normal("TrafficWeightUpdated", "Traffic weight updated to " + weight)
      };
    }
    int before = Serving.canaryWeight(view);
    if (before == weight) {
      return new EventNote[0];
    }
    String text = "Traffic weight updated from " + before + " to " + weight;
    return new EventNote[] {EventNote.normal("TrafficWeightUpdated", text)};
  }
}
