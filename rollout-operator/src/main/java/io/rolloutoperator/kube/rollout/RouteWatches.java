package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.WatchTrouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch of each kind of routes that is asked for, of which names, labels and versions are kept. A
 * watch that is refused, or whose kind is gone, ends: the first is tried again after a while that
 * grows, the second begins anew when a pass finds the kind served. All else mends itself.
 */
final class RouteWatches implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RouteWatches.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final ApiClients clients;
  private final String namespace;
  private final Consumer<RouteChange> listener;

  /** A kind is here from its first watch on, until it is gone. */
  private final Map<ApiResource, SharedIndexInformer<?>> informers = new ConcurrentHashMap<>();

  private boolean closed;

  /**
   * Watches nothing yet.
   *
   * @param namespace the only one to watch; empty for all
   */
  RouteWatches(ApiClients clients, String namespace, Consumer<RouteChange> listener) {
    this.clients = clients;
    this.namespace = namespace;
    this.listener = listener;
  }

  /** Watches a kind from now on, if it is not watched. Returns at once. */
  void open(ApiResource kind) {
    if (!informers.containsKey(kind)) {
      begin(kind, FIRST_PAUSE);
    }
  }

  private synchronized void begin(ApiResource kind, Duration pause) {
    if (closed) {
      return;
    }
    SharedIndexInformer<GenericKubernetesResource> informer = clients.informer(kind, namespace, "");
    informers.put(kind, informer);
    informer.itemStore(new TrimmedStore<>(RouteWatches::trim));
    informer.addEventHandler(new Told(kind));
    informer.exceptionHandler((_, problem) -> WatchTrouble.of(problem) == WatchTrouble.PASSING);
    informer.stopped().whenComplete((_, problem) -> ended(kind, pause, problem));
    var _ = informer.start();
  }

  private void ended(ApiResource kind, Duration pause, @Nullable Throwable problem) {
    if (WatchTrouble.of(problem) == WatchTrouble.FORBIDDEN) {
      log.warn(
          "cannot watch {}: weights that others change are put back within 60 s; tried again in"
              + " {} s",
          kind.plural(),
          pause.toSeconds());
      Duration next = pause.multipliedBy(2);
      CompletableFuture.delayedExecutor(pause.toSeconds(), TimeUnit.SECONDS)
          .execute(() -> begin(kind, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
    } else {
      informers.remove(kind);
    }
  }

  private static void trim(GenericKubernetesResource route) {
    ObjectMeta metadata = route.getMetadata();
    route.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withLabels(metadata.getLabels())
            .withResourceVersion(metadata.getResourceVersion())
            .build());
    route.setAdditionalProperties(new HashMap<>());
  }

  @Override
  public synchronized void close() {
    closed = true;
    informers.values().forEach(SharedIndexInformer::stop);
  }

  private final class Told implements ResourceEventHandler<GenericKubernetesResource> {
    private final ApiResource kind;

    Told(ApiResource kind) {
      this.kind = kind;
    }

    @Override
    public void onAdd(GenericKubernetesResource route) {
      listener.accept(RouteChange.to(kind, route));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      listener.accept(RouteChange.to(kind, now, before));
    }

    @Override
    public void onDelete(GenericKubernetesResource route, boolean finalStateUnknown) {
      listener.accept(RouteChange.gone(kind, route));
    }
  }
}
