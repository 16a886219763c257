package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.traffic.RouteQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Wakes Rollouts whose routes somebody changes. A kind of routes is watched as soon as the first
 * Rollout finds it served; a cluster without routes has no watch of them.
 *
 * <p>Nothing is decided on what a watch shows: the woken pass reads the route itself. Only names
 * and versions are kept.
 */
final class RouteEvents extends SimpleInboundEventSource<Rollout> implements RouteListener {
  static final Duration APART = Duration.ofSeconds(1);

  private final ApiClients clients;
  private final String namespace;
  private final RouteInterest interest = new RouteInterest();
  private final Pace pace = new Pace(APART, System::nanoTime);
  private final Map<ApiResource, SharedIndexInformer<?>> informers = new ConcurrentHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param namespace the only one to watch; empty for all
   */
  RouteEvents(ApiClients clients, String namespace) {
    super("routes");
    this.clients = clients;
    this.namespace = namespace;
  }

  @Override
  public void needs(ResourceID rollout, List<RouteQuery> routes) {
    interest.needs(rollout, routes);
  }

  @Override
  public void served(ApiResource kind) {
    informers.computeIfAbsent(kind, this::watch);
  }

  @Override
  public void read(ResourceID rollout, RouteRef route, String resourceVersion) {
    interest.read(rollout, route, resourceVersion);
  }

  /** The Rollout is gone. */
  void forget(ResourceID rollout) {
    interest.needs(rollout, List.of());
    pace.forget(rollout);
  }

  private SharedIndexInformer<?> watch(ApiResource kind) {
    SharedIndexInformer<GenericKubernetesResource> informer = clients.informer(kind, namespace, "");
    informer.itemStore(new TrimmedStore<>(RouteEvents::trim));
    informer.addEventHandler(new Told(kind));
    // A right or a definition that is missing comes by itself; metrics tell of it.
    informer.exceptionHandler((_, _) -> true);
    var _ = informer.start();
    return informer;
  }

  /** A name and a version are all that events are about. */
  private static void trim(GenericKubernetesResource route) {
    ObjectMeta metadata = route.getMetadata();
    route.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .build());
    route.setAdditionalProperties(new HashMap<>());
  }

  private void changed(ApiResource kind, ObjectMeta route, String resourceVersion) {
    interest
        .concerned(
            new RouteInterest.Route(
                kind.group(), kind.kind(), route.getNamespace(), route.getName()),
            resourceVersion)
        .forEach(rollout -> pace.next(rollout).ifPresent(wait -> wake(rollout, wait)));
  }

  private void wake(ResourceID rollout, Duration wait) {
    if (wait.isZero()) {
      propagateEvent(rollout);
    } else {
      CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> propagateEvent(rollout));
    }
  }

  @Override
  public void stop() {
    super.stop();
    informers.values().forEach(SharedIndexInformer::stop);
  }

  private final class Told implements ResourceEventHandler<GenericKubernetesResource> {
    private final ApiResource kind;

    Told(ApiResource kind) {
      this.kind = kind;
    }

    @Override
    public void onAdd(GenericKubernetesResource route) {
      changed(kind, route.getMetadata(), route.getMetadata().getResourceVersion());
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      onAdd(now);
    }

    @Override
    public void onDelete(GenericKubernetesResource route, boolean finalStateUnknown) {
      changed(kind, route.getMetadata(), "");
    }
  }
}
