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

  /** Points the stable Service to the stable ReplicaSet. A halted update moves no Service. */
  static void stable(CanaryView view, Draft draft) {
    if (!view.rollout().spec().paused()) {
      view.stable().ifPresent(rs -> point(view, draft, view.strategy().stableService(), rs));
    }
  }

  /** Points the canary Service to the canary, or to stable after an abort. */
  static void canary(CanaryView view, Draft draft) {
    if (!view.rollout().spec().paused()) {
      canaryTarget(view, draft)
          .ifPresent(rs -> point(view, draft, view.strategy().canaryService(), rs));
    }
  }

  /**
   * An aborted canary's Service goes to stable: at once where pods are the traffic, else once the
   * routes give it none: stable may not have the pods for that share yet. It stays there until a
   * retry, whatever becomes of the canary's pods.
   */
  private static Optional<ReplicaSetFacts> canaryTarget(CanaryView view, Draft draft) {
    if (view.firstDeploy()) {
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
            && Serving.canaryWeight(view) > 0;
    if (takes) {
      draft.because("service-waits", "the canary Service stays until it has no traffic");
    }
    return takes;
  }

  /**
   * A Service that selects no revision yet waits for all pods of it, one that moves on for those
   * that its traffic takes. While weights are on their way no Service moves: nobody knows who is
   * served by it.
   */
  private static void point(CanaryView view, Draft draft, String name, ReplicaSetFacts rs) {
    Optional<ServiceFacts> service = view.snapshot().service(name);
    if (name.isEmpty() || service.isEmpty() || service.get().hash().equals(rs.hash())) {
      return;
    }
    if (view.routed() && Serving.underWay(view, draft)) {
      draft.because(
          "service-waits", "Service " + name + " stays until the router confirmed the weights");
      return;
    }
    String from = service.get().hash();
    int available = rs.counts().availableWithinSpec();
    boolean ready =
        (!from.isEmpty() || rs.fullyAvailable()) && available >= need(view, draft, name, rs);
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

  /** Pods that a ReplicaSet needs once this Service selects it, at least 1. */
  private static int need(CanaryView view, Draft draft, String name, ReplicaSetFacts rs) {
    boolean canary = name.equals(view.strategy().canaryService());
    int share =
        view.traffic()
            .map(TrafficNow::split)
            .map(now -> canary ? now.withCanaryHash(rs.hash()) : now.withStableHash(rs.hash()))
            .map(then -> then.share(rs.hash()))
            .orElse(0);
    return Math.max(1, share == 0 ? 1 : Routed.needFor(view, draft.control(), rs, share));
  }

  static void release(CanaryView view, Draft draft) {
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
