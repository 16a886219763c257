package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What Git sync counts. No label holds an address, a path, a commit or a message, so that neither
 * secrets nor endless series come from what tenants write.
 */
public final class GitSyncMetrics {
  private static final double[] SECONDS = {
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
  };
  private static final String FRONT_END = "gitsync";

  /** The parts of a pass. */
  public enum Phase {
    RENDER,
    READ,
    VALIDATE,
    APPLY
  }

  private final Histogram phases;
  private final Histogram applied;
  private final Histogram healthy;
  private final Counter gitRequests;
  private final Counter gitBytes;
  private final Counter drift;
  private final Counter renders;
  private final Counter writeBacks;

  /** Registers all of them; once per registry. */
  public GitSyncMetrics(PrometheusRegistry registry) {
    phases = histogram("phase_duration_seconds", "Time of one part of a pass.", "phase", registry);
    applied =
        histogram(
            "commit_to_applied_seconds",
            "From the moment that a commit was found until it was applied.",
            "front_end",
            registry);
    healthy =
        histogram(
            "commit_to_healthy_seconds",
            "From the moment that a commit was found until all its Rollouts were healthy.",
            "front_end",
            registry);
    gitRequests =
        counter("git_requests", "Exchanges with Git servers.", registry, "operation", "result");
    gitBytes =
        counter("git_bytes", "Bytes received from Git servers.", registry, "operation", "result");
    drift = counter("drift_corrections", "Objects put right again.", registry, "namespace", "name");
    renders = counter("renders", "Renderings of folders.", registry, "engine", "result");
    writeBacks = counter("writebacks", "Commits that undo releases.", registry, "kind", "result");
  }

  /** A part of a pass ended. */
  public void phase(Phase phase, Duration took) {
    phases.labelValues(phase.name().toLowerCase(Locale.ROOT)).observe(seconds(took));
  }

  /** A commit is applied. */
  public void applied(Duration sinceFound) {
    applied.labelValues(FRONT_END).observe(seconds(sinceFound));
  }

  /** A commit is healthy. */
  public void healthy(Duration sinceFound) {
    healthy.labelValues(FRONT_END).observe(seconds(sinceFound));
  }

  /**
   * An exchange with a Git server ended.
   *
   * @param operation {@code ls_remote}, {@code fetch} or {@code push}
   */
  public void exchanged(String operation, boolean success, long bytes) {
    gitRequests.labelValues(operation, result(success)).inc();
    gitBytes.labelValues(operation, result(success)).inc(bytes);
  }

  /** Objects of a unit were put right. */
  public void driftCorrected(String namespace, String name, int objects) {
    drift.labelValues(namespace, name).inc(objects);
  }

  /**
   * A folder was rendered, or could not be.
   *
   * @param engine {@code java} or {@code kustomize}
   */
  public void rendered(String engine, boolean success) {
    renders.labelValues(engine, result(success)).inc();
  }

  /**
   * A release was undone, or not.
   *
   * @param kind {@code revert} or {@code pull_request}
   * @param result one word
   */
  public void wroteBack(String kind, String result) {
    writeBacks.labelValues(kind, result).inc();
  }

  /** A unit is gone. */
  public void forget(String namespace, String name) {
    drift.remove(namespace, name);
  }

  private static String result(boolean success) {
    return success ? "success" : "failure";
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private static Histogram histogram(
      String name, String help, String label, PrometheusRegistry registry) {
    return Histogram.builder()
        .name("gitsync_" + name)
        .help(help)
        .labelNames(label)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .withoutExemplars()
        .register(registry);
  }

  private static Counter counter(
      String name, String help, PrometheusRegistry registry, String... labels) {
    return Counter.builder()
        .name("gitsync_" + name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }
}
