package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.traffic.RouteQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Wakes Rollouts whose routes somebody changes. A kind of routes is watched as soon as the first
 * Rollout finds it served; a cluster without routes has no watch of them.
 *
 * <p>Nothing is decided on what a watch shows: the woken pass reads the route itself.
 */
final class RouteEvents extends SimpleInboundEventSource<Rollout> implements RouteListener {
  private static final Duration APART = Duration.ofSeconds(1);

  private final RouteInterest interest = new RouteInterest();
  private final Pace pace = new Pace(APART, System::nanoTime);
  private final RouteWatches watches;

  /**
   * Watches nothing yet.
   *
   * @param namespace the only one to watch; empty for all
   */
  RouteEvents(ApiClients clients, String namespace) {
    super("routes");
    this.watches = new RouteWatches(clients, namespace, this::changed);
  }

  @Override
  public void needs(ResourceID rollout, List<RouteQuery> routes) {
    interest.needs(rollout, routes);
  }

  @Override
  public void served(ApiResource kind) {
    watches.open(kind);
  }

  @Override
  public void saw(ResourceID rollout, RouteRef route, String resourceVersion) {
    interest.saw(rollout, route, resourceVersion);
  }

  /** The Rollout is gone. */
  void forget(ResourceID rollout) {
    interest.needs(rollout, List.of());
    pace.forget(rollout);
  }

  private void changed(RouteChange change) {
    interest
        .concerned(change)
        .forEach(rollout -> pace.next(rollout).ifPresent(wait -> wake(rollout, wait)));
  }

  private void wake(ResourceID rollout, Duration wait) {
    CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> propagateEvent(rollout));
  }

  @Override
  public void stop() {
    super.stop();
    watches.close();
  }
}
