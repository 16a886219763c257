package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.node.Prober.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The three probes of one running container. Readiness and liveness start when the startup probe
 * has succeeded.
 */
final class ContainerProbes implements AutoCloseable {
  private final JsonNode container;
  private final String address;
  private final RunningContainer running;
  private final Runnable changed;
  private final @Nullable Prober startup;
  private @Nullable Prober liveness;
  private @Nullable Prober readiness;
  private boolean begun;

  ContainerProbes(JsonNode container, String address, RunningContainer running, Runnable changed) {
    this.container = container;
    this.address = address;
    this.running = running;
    this.changed = changed;
    this.startup = prober("startupProbe");
    begin();
  }

  private @Nullable Prober prober(String name) {
    JsonNode settings = container.path(name);
    return settings.isMissingNode()
        ? null
        : new Prober(settings, new Probe(settings, container, address), running, changed);
  }

  /** To be called when a verdict changed. */
  void begin() {
    if (started() && !begun) {
      begun = true;
      close(startup);
      liveness = prober("livenessProbe");
      readiness = prober("readinessProbe");
    }
  }

  boolean started() {
    return startup == null || startup.verdict() == Verdict.SUCCESS;
  }

  /** Returns whether the container is to be ended: it never started, or it no longer lives. */
  boolean failed() {
    return failed(startup) || failed(liveness);
  }

  boolean ready() {
    Prober prober = readiness;
    return begun && (prober == null || prober.verdict() == Verdict.SUCCESS);
  }

  /** Returns whether the readiness probe has failed, for an event. */
  boolean unready() {
    return failed(readiness);
  }

  private static boolean failed(@Nullable Prober prober) {
    return prober != null && prober.verdict() == Verdict.FAILURE;
  }

  private static void close(@Nullable Prober prober) {
    if (prober != null) {
      prober.close();
    }
  }

  @Override
  public void close() {
    close(startup);
    close(liveness);
    close(readiness);
  }
}
