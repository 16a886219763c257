package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.PointService;
import io.rolloutoperator.engine.plan.ReleaseService;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import java.util.Optional;

/**
 * Points the stable and the canary Service to their ReplicaSets, and releases Services that are no
 * longer named.
 */
final class ServicePlan {

  private ServicePlan() {}

  static void apply(CanaryView view, Draft draft) {
    release(view, draft);
    if (view.rollout().spec().paused()) {
      return;
    }
    view.stable().ifPresent(stable -> point(view, draft, view.strategy().stableService(), stable));
    canaryTarget(view, draft)
        .ifPresent(rs -> point(view, draft, view.strategy().canaryService(), rs));
  }

  /** Whether a Service selects the ReplicaSet, or will before anything planned later is written. */
  static boolean willSelect(CanaryView view, Draft draft, String name, ReplicaSetFacts rs) {
    boolean selects =
        view.snapshot()
            .service(name)
            .filter(service -> service.hash().equals(rs.hash()))
            .isPresent();
    return selects || draft.plans(new PointService(name, rs.hash()));
  }

  /**
   * An aborted canary's Service goes to stable: at once where pods are the traffic, else once the
   * routes give it none: stable may not have the pods for that share yet. It stays there until a
   * retry, whatever becomes of the canary's pods. While weights are on their way no Service moves.
   */
  private static Optional<ReplicaSetFacts> canaryTarget(CanaryView view, Draft draft) {
    if (view.firstDeploy()) {
      return Optional.empty();
    }
    if (draft.trafficIsMoving() || (view.routed() && TrafficPlan.unconfirmed(draft.control()))) {
      draft.because(
          "service-waits", "the canary Service stays until the router confirmed the weights");
      return Optional.empty();
    }
    Optional<ReplicaSetFacts> target =
        draft.control().abort() ? view.otherStable() : Optional.of(view.current());
    return target.filter(rs -> !takesTrafficAlong(view, draft, rs));
  }

  /** Traffic leaves a revision by the routes first: who takes over may not have the pods yet. */
  private static boolean takesTrafficAlong(CanaryView view, Draft draft, ReplicaSetFacts target) {
    String from =
        view.snapshot().service(view.strategy().canaryService()).map(ServiceFacts::hash).orElse("");
    boolean takes =
        view.routed()
            && !from.isEmpty()
            && !from.equals(target.hash())
            && TrafficPlan.canaryWeight(draft.control()) > 0;
    if (takes) {
      draft.because("service-waits", "the canary Service stays until it has no traffic");
    }
    return takes;
  }

  /**
   * A Service that selects no revision yet waits for all pods of it, one that moves on for the
   * first.
   */
  private static void point(CanaryView view, Draft draft, String name, ReplicaSetFacts rs) {
    Optional<ServiceFacts> service = view.snapshot().service(name);
    if (name.isEmpty() || service.isEmpty() || service.get().hash().equals(rs.hash())) {
      return;
    }
    String from = service.get().hash();
    boolean ready = from.isEmpty() ? rs.fullyAvailable() : rs.availableReplicas() > 0;
    if (!ready) {
      draft.because(
          "service-waits", "Service " + name + " waits for available pods of " + rs.name());
      return;
    }
    String text =
        "Switched selector for service '" + name + "' from '" + from + "' to '" + rs.hash() + "'";
    draft.act(new PointService(name, rs.hash()), EventNote.normal("SwitchService", text));
    draft.because("service-switch", text);
  }

  private static void release(CanaryView view, Draft draft) {
    for (ServiceFacts service : view.snapshot().services()) {
      boolean named =
          service.name().equals(view.strategy().canaryService())
              || service.name().equals(view.strategy().stableService());
      if (!named && service.managedBy().equals(view.rollout().name())) {
        draft.act(new ReleaseService(service.name()));
        draft.because("service-release", "Service " + service.name() + " is no longer named");
      }
    }
  }
}
