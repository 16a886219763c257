package io.rolloutoperator.webhook;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.gitsync.webhook.AddressLimit;
import io.rolloutoperator.gitsync.webhook.AddressRange;
import io.rolloutoperator.gitsync.webhook.ClientAddresses;
import io.rolloutoperator.gitsync.webhook.DeliveryMemory;
import io.rolloutoperator.gitsync.webhook.WebhookDecision;
import io.rolloutoperator.gitsync.webhook.WebhookReception;
import io.rolloutoperator.gitsync.webhook.WebhookServer;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The webhook receiver's parts, wired. */
public final class WebhookRuntime implements AutoCloseable {
  /** About 600 bytes each. */
  private static final int KNOWN_ADDRESSES = 4_096;

  /** About 300 bytes each; of genuine deliveries only. */
  private static final int KNOWN_DELIVERIES = 16_384;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final GitSyncWatch watch;
  private final WebhookServer server;

  /**
   * What is to be set.
   *
   * @param namespace whose GitSyncs are served; empty for all
   * @param port for webhooks, 0 for any
   * @param trustedProxies whose word on client addresses is taken
   */
  public record Settings(String namespace, int port, List<AddressRange> trustedProxies) {
    /** Copies the list. */
    public Settings {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  private WebhookRuntime(GitSyncWatch watch, WebhookServer server) {
    this.watch = watch;
    this.server = server;
  }

  /**
   * Opens the port and begins to watch. Until the hooks are known, nothing is found.
   *
   * @throws IOException if the port cannot be opened
   */
  public static WebhookRuntime start(
      ApiClients clients, PrometheusRegistry registry, Settings settings) throws IOException {
    ObjectApi api = new ObjectApi(clients);
    InstantSource clock = InstantSource.system();
    HookBook book = new HookBook(new SecretTokenReader(api), clock);
    WebhookReception reception =
        new WebhookReception(
            new WebhookDecision(
                new AddressLimit(KNOWN_ADDRESSES), new DeliveryMemory(KNOWN_DELIVERIES)),
            book::hooks,
            new AnnotationTrigger(api),
            clock);
    WebhookServer server =
        WebhookServer.open(
            settings.port(),
            reception,
            new WebhookServer.Settings(
                new ClientAddresses(settings.trustedProxies()),
                new WebhookMetrics(registry),
                PATIENCE));
    GitSyncWatch watch = new GitSyncWatch(clients, settings.namespace(), book);
    watch.start();
    return new WebhookRuntime(watch, server);
  }

  /** True once the hooks of all GitSyncs are known. */
  public boolean ready() {
    return watch.synced();
  }

  /** The port for webhooks. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    watch.close();
  }
}
