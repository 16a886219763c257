package io.rolloutoperator.app;

import io.fabric8.kubernetes.client.Config;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.app.HttpEndpoints.Answer;
import io.rolloutoperator.gitsync.webhook.HttpServerLimits;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.metrics.BuildVersion;
import io.rolloutoperator.webhook.WebhookRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that takes webhooks. Strangers can reach it, so it is not the controller's. It needs
 * no lease: all that it writes is the wish to poll, and two that wish the same do no harm.
 */
final class WebhookReceiver {
  private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final ApiClients clients;
  private final WebhookRuntime runtime;
  private final HttpEndpoints endpoints;

  /**
   * Wires the process, opens its ports and begins to watch.
   *
   * @throws StartupException if a flag, a file or a port stands in the way
   */
  WebhookReceiver(WebhookFlags flags, Map<String, String> environment) {
    HttpServerLimits.set();
    ClientConfiguration configuration = new ClientConfiguration(flags.client, environment);
    Config config = configuration.config();
    String namespace = flags.process.namespaced ? configuration.workNamespace(config) : "";
    PrometheusRegistry registry = new PrometheusRegistry();
    RuntimeMetrics.register(registry);
    BuildVersion build = Build.version();
    clients = clients(config, build);
    runtime =
        HttpEndpoints.opened(
            "--webhookPort",
            flags.webhookPort,
            port ->
                WebhookRuntime.start(
                    clients,
                    registry,
                    new WebhookRuntime.Settings(namespace, port, flags.trustedProxies)));
    endpoints =
        HttpEndpoints.open(
            flags.process.healthPort,
            flags.process.metricsPort,
            registry,
            () -> readiness(runtime.ready()));
    log.info(
        "rollout-operator {} ({}) on {}: webhooks on port {}, health on port {}, metrics on port {}",
        build.version(),
        build.commit(),
        config.getMasterUrl(),
        runtime.port(),
        endpoints.healthPort(),
        endpoints.metricsPort());
  }

  private static ApiClients clients(Config config, BuildVersion build) {
    return ApiClients.open(
        config,
        Build.userAgent(build),
        LeaseFence.unfenced("webhook"),
        (_, _) -> {},
        Optional.empty());
  }

  private static Answer readiness(boolean ready) {
    return ready
        ? new Answer(true, "ready\n")
        : new Answer(false, "not ready\nGitSyncs are not known yet\n");
  }

  /**
   * Works until it is told to stop.
   *
   * @return exit status
   */
  int run() throws InterruptedException {
    asked.await();
    runtime.close();
    clients.close();
    endpoints.close();
    log.info("stopped");
    return 0;
  }

  /** Asks {@link #run} to end. */
  void stop() {
    asked.countDown();
  }
}
