package io.rolloutoperator.webhook;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.kube.client.ApiClients;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the GitSyncs and keeps the book of hooks, on one thread of its own. */
final class GitSyncWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GitSyncWatch.class);

  private static final long LIST_LIMIT = 500;
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private final HookBook book;
  private final SharedIndexInformer<WatchedGitSync> informer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("webhook-hooks").daemon().factory());
  private volatile boolean synced;

  /**
   * Nothing is asked yet.
   *
   * @param namespace to watch; empty for all
   */
  GitSyncWatch(ApiClients clients, String namespace, HookBook book) {
    this.book = book;
    clients.watches(WatchedGitSync.class);
    this.informer = informer(clients.reading(), namespace);
    // An API server, a right, a definition that is missing comes by itself; the client tells of it.
    informer.exceptionHandler((_, _) -> true);
    informer.addEventHandler(new Told());
  }

  private static SharedIndexInformer<WatchedGitSync> informer(
      KubernetesClient client, String namespace) {
    var all = client.resources(WatchedGitSync.class);
    return namespace.isEmpty()
        ? all.inAnyNamespace().withLimit(LIST_LIMIT).runnableInformer(0)
        : all.inNamespace(namespace).withLimit(LIST_LIMIT).runnableInformer(0);
  }

  /** Starts to watch, and returns at once. */
  void start() {
    var _ = informer.start().thenRun(() -> later(this::readAll));
    var _ =
        thread.scheduleWithFixedDelay(
            () -> guarded(book::refresh),
            REFRESH.toSeconds(),
            REFRESH.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** True once every GitSync that there was at the start has been looked at. */
  boolean synced() {
    return synced;
  }

  @Override
  public void close() {
    informer.stop();
    thread.shutdownNow();
  }

  private void readAll() {
    informer.getStore().list().forEach(this::saw);
    synced = true;
    log.info("{} webhooks are served", book.hooks().size());
  }

  private void saw(WatchedGitSync gitSync) {
    GitSyncKey key = key(gitSync);
    String shownPath =
        gitSync.getStatus() == null ? "" : gitSync.getStatus().path("webhookPath").asText("");
    book.saw(key, HookSpec.of(key, gitSync.getSpec()), shownPath);
  }

  private void later(Runnable task) {
    if (!thread.isShutdown()) {
      thread.execute(() -> guarded(task));
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("a GitSync's webhook could not be looked at", e);
    }
  }

  private static GitSyncKey key(WatchedGitSync gitSync) {
    return new GitSyncKey(gitSync.getMetadata().getNamespace(), gitSync.getMetadata().getName());
  }

  private final class Told implements ResourceEventHandler<WatchedGitSync> {
    @Override
    public void onAdd(WatchedGitSync gitSync) {
      later(() -> saw(gitSync));
    }

    @Override
    public void onUpdate(WatchedGitSync before, WatchedGitSync now) {
      later(() -> saw(now));
    }

    @Override
    public void onDelete(WatchedGitSync gitSync, boolean finalStateUnknown) {
      later(() -> book.gone(key(gitSync)));
    }
  }
}
