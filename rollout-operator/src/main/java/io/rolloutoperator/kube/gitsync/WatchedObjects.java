package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.gitsync.plan.Detail;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.WatchTrouble;
import io.rolloutoperator.kube.fence.ResourceVersions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one kind in one namespace, as one account sees them, kept by a watch. An account
 * that may not watch has none here; {@link #state} says so.
 */
final class WatchedObjects implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchedObjects.class);

  /** How far a watch is. */
  enum State {
    STARTING,
    SYNCED,
    REFUSED
  }

  /**
   * What is watched.
   *
   * @param namespace empty for objects of the cluster
   * @param labelSelector empty for all
   */
  record Scope(ApiResource resource, String namespace, String labelSelector) {

    /** How much of the objects the watch shows. */
    Detail detail() {
      return Detail.of(resource.group(), resource.kind());
    }

    private SharedIndexInformer<GenericKubernetesResource> informer(ApiClients clients) {
      return switch (detail()) {
        case WHOLE -> clients.informer(resource, namespace, labelSelector);
        case METADATA -> clients.metadataInformer(resource, namespace, labelSelector);
      };
    }
  }

  /**
   * What became of an object.
   *
   * @param labels that it has or had
   * @param resourceVersion that it has now; empty if it is gone
   */
  record Change(String name, Map<String, String> labels, String resourceVersion) {}

  /** Hears of what happens. */
  interface Listener {
    /** An object came, changed or went. */
    void changed(Scope scope, Change change);

    /** An account may not watch, as turned out just now. */
    void refused(String account);
  }

  private final ApiClients clients;
  private final String account;
  private final Scope scope;
  private final Listener listener;
  private final boolean refusedBefore;
  private final TreeStore store;
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private volatile boolean refused;
  private volatile long refusedAtNanos;

  /** Starts to watch, and returns at once. */
  WatchedObjects(ApiClients clients, String account, Scope scope, Listener listener) {
    this(clients, account, scope, listener, false);
  }

  private WatchedObjects(
      ApiClients clients, String account, Scope scope, Listener listener, boolean refusedBefore) {
    this.clients = clients;
    this.account = account;
    this.scope = scope;
    this.listener = listener;
    this.refusedBefore = refusedBefore;
    store = new TreeStore(scope.resource(), scope.detail());
    informer = scope.informer(clients);
    informer.itemStore(store);
    informer.addEventHandler(new Told(scope, listener));
    informer.exceptionHandler((_, problem) -> !refuses(problem));
    informer.start().whenComplete((_, problem) -> started(problem));
  }

  /** Tries anew what was refused; that counts as refused until it works. */
  WatchedObjects again() {
    close();
    return new WatchedObjects(clients, account, scope, listener, true);
  }

  private void started(@Nullable Throwable problem) {
    if (problem != null) {
      refuse();
    }
  }

  State state() {
    if (refused || (refusedBefore && !informer.isWatching())) {
      return State.REFUSED;
    }
    return informer.hasSynced() ? State.SYNCED : State.STARTING;
  }

  /** Whether the account was refused so long ago that it may have got the right meanwhile. */
  boolean worthAnotherTry(Duration after) {
    return refused && System.nanoTime() - refusedAtNanos >= after.toNanos();
  }

  private void refuse() {
    boolean news = !refused && !refusedBefore;
    refusedAtNanos = System.nanoTime();
    refused = true;
    if (news) {
      listener.refused(account);
    }
  }

  /**
   * The object of that name as far as the watch shows it; what a refused watch saw last does not
   * count.
   */
  Optional<ObjectNode> get(String name) {
    if (state() == State.REFUSED) {
      return Optional.empty();
    }
    String key = scope.namespace().isEmpty() ? name : scope.namespace() + "/" + name;
    return store.tree(key);
  }

  /** Whether the watch knows of no object with that name; one that is not up says nothing. */
  boolean showsNo(String name) {
    return state() == State.SYNCED && get(name).isEmpty();
  }

  /** Whether the watch works and has not come to this version of an object yet. */
  boolean isBehind(ObjectNode object) {
    String seen = informer.lastSyncResourceVersion();
    return state() == State.SYNCED
        && seen != null
        && ResourceVersions.compare(seen, object.at("/metadata/resourceVersion").asText()) < 0;
  }

  /** All of them, in no order. */
  List<ObjectNode> list() {
    return store.trees();
  }

  @Override
  public void close() {
    informer.stop();
  }

  /** Whoever may not watch does not ask again and again; everything else mends itself. */
  private boolean refuses(Throwable problem) {
    boolean forbidden = WatchTrouble.of(problem) == WatchTrouble.FORBIDDEN;
    if (forbidden && !refused) {
      refuse();
      log.warn("{} cannot watch {}: {}", account, scope, problem.getMessage());
    }
    return forbidden;
  }

  private record Told(Scope scope, Listener listener)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      tell(object, object.getMetadata().getResourceVersion());
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      tell(now, now.getMetadata().getResourceVersion());
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
      tell(object, "");
    }

    private void tell(GenericKubernetesResource object, String resourceVersion) {
      Map<String, String> labels = object.getMetadata().getLabels();
      listener.changed(
          scope,
          new Change(
              object.getMetadata().getName(),
              Objects.requireNonNullElse(labels, Map.of()),
              resourceVersion));
    }
  }
}
