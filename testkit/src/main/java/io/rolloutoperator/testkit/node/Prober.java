package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Runs one probe of one running container until it is closed, on a virtual thread. */
final class Prober implements AutoCloseable {
  private final JsonNode settings;
  private final Probe probe;
  private final RunningContainer container;
  private final Runnable changed;
  private final Thread thread;
  private volatile Verdict verdict = Verdict.UNKNOWN;

  /** What the probe says after its thresholds. */
  enum Verdict {
    /** Too few results yet. */
    UNKNOWN,
    /** As often good in a row as {@code successThreshold} says. */
    SUCCESS,
    /** As often bad in a row as {@code failureThreshold} says. */
    FAILURE
  }

  /**
   * Starts to probe.
   *
   * @param changed called when the verdict changed
   */
  Prober(JsonNode settings, Probe probe, RunningContainer container, Runnable changed) {
    this.settings = settings;
    this.probe = probe;
    this.container = container;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("probe").start(this::run);
  }

  Verdict verdict() {
    return verdict;
  }

  private void run() {
    int good = 0;
    int bad = 0;
    try {
      Thread.sleep(seconds("initialDelaySeconds", 0));
      while (true) {
        if (probe.run(container, seconds("timeoutSeconds", 1))) {
          good++;
          bad = 0;
        } else {
          bad++;
          good = 0;
        }
        if (good >= settings.path("successThreshold").asInt(1)) {
          decide(Verdict.SUCCESS);
        } else if (bad >= settings.path("failureThreshold").asInt(3)) {
          decide(Verdict.FAILURE);
        }
        Thread.sleep(seconds("periodSeconds", 10));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: the container ended
    }
  }

  private void decide(Verdict next) {
    if (verdict != next) {
      verdict = next;
      changed.run();
    }
  }

  private Duration seconds(String field, int absent) {
    return Duration.ofSeconds(settings.path(field).asInt(absent));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
