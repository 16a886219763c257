package io.rolloutoperator.kube.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one reconciler on the Java Operator SDK: caches, queues, retries. The framework writes
 * nothing, elects nobody and clones nothing that it need not.
 *
 * @param <P> the kind that is reconciled
 */
public final class JosdkRuntime<P extends HasMetadata> implements ControllerRuntime {

  private static final Logger log = LoggerFactory.getLogger(JosdkRuntime.class);

  /**
   * How long the start waits for caches. What is not read by then is read later, and whoever needs
   * it waits for it, so that a right that is missing for one kind does not stop the others.
   */
  private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(10);

  private static final long LIST_LIMIT = 500;

  /**
   * How long running passes may go on when the process stops. One that is interrupted in a write
   * leaves the lease to run out, since nobody knows whether the write still lands.
   */
  private static final Duration LAST_PASSES = Duration.ofMillis(300);

  private final ControllerContext context;
  private final Reconciler<P> reconciler;
  private final int threads;
  private final OnUpdateFilter<P> news;
  private volatile boolean stopped;
  private volatile State state = new State.Idle();

  private sealed interface State {
    record Idle() implements State {}

    /** Wired, without a request. */
    record Prepared(Operator operator, ExecutorService executor) implements State {}

    record Running(Operator operator, ExecutorService executor) implements State {}
  }

  /**
   * A runtime that is not started.
   *
   * @param threads objects worked on at a time, at least 1
   * @param news which changes of an object ask for a pass
   */
  public JosdkRuntime(
      ControllerContext context, Reconciler<P> reconciler, int threads, OnUpdateFilter<P> news) {
    this.context = context;
    this.reconciler = reconciler;
    this.threads = threads;
    this.news = news;
  }

  @Override
  public void prepare() {
    state = prepared();
  }

  private State.Prepared prepared() {
    ExecutorService executor = new PassThreads(threads, Runtime.getRuntime().availableProcessors());
    Operator operator =
        new Operator(
            configuration ->
                configuration
                    .withKubernetesClient(context.clients().reading())
                    .withExecutorService(executor)
                    .withCloseClientOnStop(false)
                    .withReconciliationTerminationTimeout(LAST_PASSES)
                    .withParseResourceVersions(false)
                    .withMetrics(
                        new AggregatedMetrics(
                            List.of(new Returns(), new QueueProbe(context.metrics().queues()))))
                    .withCloneSecondaryResourcesWhenGettingFromCache(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    .withCacheSyncTimeout(SYNC_TIMEOUT)
                    .withStopOnInformerErrorDuringStartup(false)
                    .withInformerStoppedHandler(
                        (informer, problem) ->
                            log.warn(
                                "informer {} stopped: {}", informer, String.valueOf(problem))));
    var controller = operator.register(reconciler, this::configure);
    context.clients().watches(controller.getConfiguration().getResourceClass());
    return new State.Prepared(operator, executor);
  }

  @Override
  public void start() {
    State.Prepared ready = state instanceof State.Prepared before ? before : prepared();
    ready.operator().start();
    State.Running running = new State.Running(ready.operator(), ready.executor());
    state = running;
    if (stopped) {
      stop(running);
    }
  }

  @Override
  public void stop(Duration patience) {
    stopped = true;
    if (state instanceof State.Running running) {
      Thread stopping =
          Thread.ofPlatform().name("stop-controller").daemon().start(() -> stop(running));
      try {
        if (!stopping.join(patience)) {
          log.warn("passes or informers still run after {} ms", patience.toMillis());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void stop(State.Running running) {
    running.operator().stop();
    running.executor().shutdownNow();
  }

  @Override
  public RuntimeHealth health() {
    return switch (state) {
      case State.Idle() -> new RuntimeHealth(false, List.of("not started"), List.of());
      case State.Prepared _ -> new RuntimeHealth(false, List.of("not started"), List.of());
      case State.Running(Operator operator, ExecutorService _) -> health(operator);
    };
  }

  private static RuntimeHealth health(Operator operator) {
    List<String> troubles = new ArrayList<>();
    operator
        .getRuntimeInfo()
        .unhealthyEventSources()
        .values()
        .forEach(
            sources ->
                sources.forEach((source, health) -> troubles.addAll(describe(source, health))));
    return new RuntimeHealth(troubles.isEmpty(), troubles, List.of());
  }

  private static List<String> describe(String source, EventSourceHealthIndicator health) {
    if (!(health instanceof InformerWrappingEventSourceHealthIndicator<?> informers)) {
      return List.of("event source " + source + " is broken");
    }
    return informers.informerHealthIndicators().values().stream()
        .filter(informer -> informer.getStatus() != Status.HEALTHY)
        .map(
            informer ->
                "informer %s: %s"
                    .formatted(source, informer.hasSynced() ? "watch is broken" : "not synced"))
        .toList();
  }

  private void configure(ControllerConfigurationOverrider<P> controller) {
    controller
        .withGenerationAware(false)
        .withTriggerReconcilerOnAllEvents(true)
        .withOnUpdateFilter(news)
        .withLabelSelector(context.settings().labelSelector())
        .withInformerListLimit(LIST_LIMIT)
        .withReconciliationMaxInterval(context.settings().resync())
        .withRetry(
            new GenericRetry()
                .setInitialInterval(1_000)
                .setIntervalMultiplier(1.5)
                .setMaxInterval(60_000)
                .withoutMaxAttempts());
    String namespace = context.settings().namespace();
    if (namespace.isEmpty()) {
      controller.watchingAllNamespaces();
    } else {
      controller.settingNamespace(namespace);
    }
  }
}
