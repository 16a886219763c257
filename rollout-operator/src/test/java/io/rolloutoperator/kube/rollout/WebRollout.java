package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;

/** The Rollout {@code shop/web} of tests, and the real passes over it. */
final class WebRollout {

  static final ObjectKey KEY = new ObjectKey("argoproj.io", "Rollout", "shop", "web");

  /** Where the API server has it. */
  static final String PATH = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web";

  private static final String METADATA =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {namespace: shop, name: web, uid: uid-web, resourceVersion: '5', generation: 1}
      """;

  private WebRollout() {}

  /** Without spec and status. */
  static Rollout bare() {
    return of("");
  }

  /**
   * With spec and status.
   *
   * @param yaml of the fields beside the metadata
   */
  static Rollout of(String yaml) {
    return Readings.parse(METADATA + yaml, Rollout.class);
  }

  /** Passes that nobody hears of. */
  static RolloutPass pass(LoopbackApi server, WriteFence fence) {
    return pass(server, fence, (_, _, _, _) -> {});
  }

  /** Passes of a process. */
  static RolloutPass pass(LoopbackApi server, WriteFence fence, EventSink events) {
    return pass(server, fence, events, new Evictions());
  }

  /** Passes of a process that shares what it knows of evictions. */
  static RolloutPass pass(
      LoopbackApi server, WriteFence fence, EventSink events, Evictions evictions) {
    return new RolloutPass(
        new PlanExecutor(
            new ActionWriter(server.api(), fence, evictions, RouteListener.NOBODY), events),
        new StatusWriter(server.api(), fence),
        (_, _, _) -> {},
        evictions);
  }
}
