package io.rolloutoperator.app;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventQueue;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseTiming;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.lease.Candidacy;
import io.rolloutoperator.kube.lease.ElectionListener;
import io.rolloutoperator.kube.lease.KubernetesLeaseStore;
import io.rolloutoperator.kube.lease.LeaseElection;
import io.rolloutoperator.kube.metrics.BuildVersion;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.notify.Notifications;
import io.rolloutoperator.kube.notify.Ways;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerFactory;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running process. Wires everything, waits for the lease, runs the controllers, and goes down
 * in the order that leaves nothing undone: controllers, Events, the last writes, the lease.
 */
final class Operator {
  private static final Logger log = LoggerFactory.getLogger(Operator.class);

  private static final String COMPONENT = "rollouts-controller";
  private static final String LEASE = "argo-rollouts-controller-lock";
  private static final Duration LEASE_TIMEOUT = Duration.ofSeconds(1);

  /** The parts of the two seconds that a shutdown may take; passes and messages share the first. */
  private static final Duration STOP_PATIENCE = Duration.ofMillis(700);

  private static final Duration FLUSH_PATIENCE = Duration.ofMillis(400);
  private static final Duration WRITES_PATIENCE = Duration.ofMillis(300);
  private static final Duration RELEASE_PATIENCE = Duration.ofMillis(300);
  private static final Duration LOST_PATIENCE = Duration.ofMillis(300);

  /** The process ends within this time once the lease is lost, whatever hangs. */
  private static final Duration LONGEST_FAREWELL = Duration.ofMillis(900);

  private sealed interface Signal {
    record Elected() implements Signal {}

    record Broken(RuntimeException why) implements Signal {}

    record Lost(String why) implements Signal {}

    record Stop() implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LeaseFence fence;
  private final HttpEndpoints endpoints;
  private final ApiClients clients;
  private final EventQueue events;
  private final Notifications notifications;
  private final ControllerRuntime runtime;
  private final Leadership leadership;
  private final ProcessControl process;
  private final StartMemory memory;
  private volatile Readiness readiness = new Readiness.Starting();

  /** How this process comes to lead. */
  private sealed interface Leadership {
    /** By promise of its user. */
    record Alone() implements Leadership {}

    /** By election. */
    record Elected(LeaseElection election, KubernetesClient client) implements Leadership {}
  }

  /**
   * Wires the process and opens its ports; nothing is asked of the API server.
   *
   * @throws StartupException if a file or a port stands in the way
   */
  Operator(
      Flags flags,
      Map<String, String> environment,
      ControllerFactory controllers,
      ProcessControl process) {
    this.process = process;
    BuildVersion build = Build.version();
    ClientConfiguration configuration = new ClientConfiguration(flags.client, environment);
    Config config = configuration.config();
    LeaseTiming timing = flags.leaseTiming();
    var settings =
        flags.settings(
            configuration.workNamespace(config), configuration.ownNamespace(), environment);
    var rate = flags.requestRate();
    Candidacy candidacy = Candidacy.on(host(), timing);
    fence =
        flags.leaderElect
            ? LeaseFence.closed(timing, FenceClock.system())
            : LeaseFence.unfenced(candidacy.identity());
    RuntimeMetrics.register(registry);
    ControllerMetrics metrics = new ControllerMetrics(registry, build);
    metrics.leading(() -> readiness instanceof Readiness.Working);
    memory = StartMemory.of(metrics.queues()::idle, process::giveBackMemory);
    endpoints =
        HttpEndpoints.open(
            flags.process.healthPort,
            flags.process.metricsPort,
            registry,
            () -> currentReadiness().answer());
    String userAgent = Build.userAgent(build);
    clients = ApiClients.open(config, userAgent, fence, metrics.requests(), rate);
    ObjectApi api = new ObjectApi(clients);
    events = EventQueue.open(api, COMPONENT, candidacy.identity(), metrics.queues()::anyWaits);
    EventSink sink = metrics.counting(events);
    notifications =
        Notifications.open(
            api,
            settings.notifications(),
            sink,
            metrics.notifications(),
            new Ways(settings.analysis(), settings.notifications(), config.getMasterUrl()));
    runtime =
        controllers.create(
            new ControllerContext(
                clients,
                api,
                new WriteFence(FenceClock.system()),
                notifications.hearing(sink),
                notifications,
                notifications.syncs(settings.notifications()),
                metrics,
                settings));
    leadership =
        flags.leaderElect
            ? elected(
                flags,
                configuration.ownNamespace(),
                ApiClients.openForLease(config, userAgent, LEASE_TIMEOUT, metrics.requests()),
                candidacy)
            : new Leadership.Alone();
    log.info(
        "rollout-operator {} ({}) on {}: health on port {}, metrics on port {}",
        build.version(),
        build.commit(),
        config.getMasterUrl(),
        endpoints.healthPort(),
        endpoints.metricsPort());
  }

  /**
   * Runs until it is told to stop or loses the lease.
   *
   * @return exit status: 0 after {@link #stop}, else 1
   */
  int run() throws InterruptedException {
    switch (leadership) {
      case Leadership.Alone _ -> {
        log.info("writing without a lease: make sure that no other controller runs");
        signals.add(new Signal.Elected());
      }
      case Leadership.Elected(LeaseElection election, KubernetesClient _) -> {
        readiness = new Readiness.Standby();
        election.start();
      }
    }
    runtime.prepare();
    while (true) {
      switch (signals.take()) {
        case Signal.Elected _ -> {
          readiness = new Readiness.Working(runtime.health());
          Thread.ofPlatform().name("start-controllers").daemon().start(this::startControllers);
        }
        case Signal.Broken(RuntimeException why) -> throw why;
        case Signal.Lost(String why) -> {
          log.error("stopping: {}; another process may lead now, this one must be restarted", why);
          readiness = new Readiness.Stopping();
          runtime.stop(LOST_PATIENCE);
          return 1;
        }
        case Signal.Stop _ -> {
          goDown();
          return 0;
        }
      }
    }
  }

  /** Beside {@link #run}, which must hear within two seconds that it is to stop. */
  private void startControllers() {
    long begin = System.nanoTime();
    try {
      runtime.start();
      log.info("controllers started in {} ms", (System.nanoTime() - begin) / 1_000_000);
      memory.giveBackSoon();
    } catch (RuntimeException broken) {
      signals.add(new Signal.Broken(broken));
    }
  }

  /** Asks {@link #run} to end. */
  void stop() {
    signals.add(new Signal.Stop());
  }

  int healthPort() {
    return endpoints.healthPort();
  }

  int metricsPort() {
    return endpoints.metricsPort();
  }

  private Readiness currentReadiness() {
    return readiness instanceof Readiness.Working
        ? new Readiness.Working(runtime.health())
        : readiness;
  }

  private void goDown() {
    long begin = System.nanoTime();
    readiness = new Readiness.Stopping();
    runtime.stop(STOP_PATIENCE);
    notifications.finish(STOP_PATIENCE.minusNanos(System.nanoTime() - begin));
    int unwritten = events.flush(FLUSH_PATIENCE);
    if (unwritten > 0) {
      log.warn("{} events could not be written before the end", unwritten);
    }
    events.close();
    switch (leadership) {
      case Leadership.Alone _ -> fence.end("the process stops");
      case Leadership.Elected(LeaseElection election, KubernetesClient client) -> {
        release(election);
        client.close();
      }
    }
    clients.close();
    endpoints.close();
    log.info("stopped in {} ms", (System.nanoTime() - begin) / 1_000_000);
  }

  private void release(LeaseElection election) {
    fence.end("the process stops");
    if (!clients.awaitWrites(WRITES_PATIENCE)) {
      log.warn("a write was not answered: the lease is left to run out");
      election.stop(Duration.ZERO);
    } else {
      election.release(RELEASE_PATIENCE);
    }
  }

  private Leadership elected(
      Flags flags, String namespace, KubernetesClient client, Candidacy candidacy) {
    String name = flags.instanceId.isEmpty() ? LEASE : LEASE + "-" + flags.instanceId;
    ElectionListener listener =
        new ElectionListener() {
          @Override
          public void elected(LeaseFence.Term term) {
            signals.add(new Signal.Elected());
          }

          @Override
          public void lost(String why) {
            signals.add(new Signal.Lost(why));
            haltSoon();
          }
        };
    return new Leadership.Elected(
        new LeaseElection(
            candidacy, new KubernetesLeaseStore(client, namespace, name), fence, listener),
        client);
  }

  private void haltSoon() {
    Thread.ofPlatform()
        .name("halt-without-lease")
        .daemon()
        .start(
            () -> {
              LockSupport.parkNanos(LONGEST_FAREWELL.toNanos());
              process.halt(1);
            });
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
