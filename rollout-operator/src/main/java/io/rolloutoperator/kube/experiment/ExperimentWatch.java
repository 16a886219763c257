package io.rolloutoperator.kube.experiment;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.metrics.ExperimentSample;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Watches the Experiments for the metrics. Nobody waits for it, and it needs no thread of its own.
 *
 * <p>The client is not told of {@link WatchedExperiment}: it would hand it out to every watch of
 * the kind, also to those of Git sync, which needs the objects whole.
 */
public final class ExperimentWatch implements ControllerRuntime {
  private static final long LIST_LIMIT = 500;

  private final SharedIndexInformer<WatchedExperiment> informer;

  /** Makes no request. Once for each process: the metrics ask it from now on. */
  public ExperimentWatch(ControllerContext context) {
    informer =
        informer(
            context.clients(), context.settings().namespace(), context.settings().labelSelector());
    // An API server, a right, a definition that is missing comes by itself; metrics tell of it.
    informer.exceptionHandler((_, _) -> true);
    context.metrics().observeCache(this::samples);
  }

  /**
   * Makes an informer, and no request.
   *
   * @param namespace empty for all
   */
  static SharedIndexInformer<WatchedExperiment> informer(
      ApiClients clients, String namespace, String labelSelector) {
    var all = clients.reading().resources(WatchedExperiment.class);
    var placed = namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
    return placed.withLabelSelector(labelSelector).withLimit(LIST_LIMIT).runnableInformer(0);
  }

  private Stream<ExperimentSample> samples() {
    return informer.getStore().list().stream().map(ExperimentWatch::sample);
  }

  private static ExperimentSample sample(WatchedExperiment experiment) {
    return new ExperimentSample(
        experiment.getMetadata().getNamespace(),
        experiment.getMetadata().getName(),
        experiment.phase());
  }

  /** Returns at once. */
  @Override
  public void start() {
    var _ = informer.start();
  }

  @Override
  public void stop(Duration patience) {
    informer.stop();
  }

  /** Good in any case: releases need no Experiments. */
  @Override
  public RuntimeHealth health() {
    return RuntimeHealth.good();
  }
}
