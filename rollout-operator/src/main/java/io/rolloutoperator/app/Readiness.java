package io.rolloutoperator.app;

import io.rolloutoperator.app.HttpEndpoints.Answer;
import io.rolloutoperator.kube.runtime.RuntimeHealth;

/** Whether the process does its duty, and what stands in the way. A standby's duty is to wait. */
sealed interface Readiness {
  /** The process is being wired. */
  record Starting() implements Readiness {}

  /** Waits for the lease that another process holds. */
  record Standby() implements Readiness {}

  /** Works, as well as its controllers do. */
  record Working(RuntimeHealth health) implements Readiness {}

  /** On the way down. */
  record Stopping() implements Readiness {}

  /** As {@code /readyz} tells it: a first line, then one line per detail. */
  default Answer answer() {
    return switch (this) {
      case Starting _ -> new Answer(false, "starting\n");
      case Standby _ -> new Answer(true, "ready: standby, the lease is held by another process\n");
      case Stopping _ -> new Answer(false, "stopping\n");
      case Working(RuntimeHealth health) -> working(health);
    };
  }

  private static Answer working(RuntimeHealth health) {
    boolean good = health.synced() && health.troubles().isEmpty();
    StringBuilder text = new StringBuilder(good ? "ready: leading\n" : "not ready\n");
    if (!health.synced()) {
      text.append("informers are not synced\n");
    }
    health.troubles().forEach(trouble -> text.append("trouble: ").append(trouble).append('\n'));
    health
        .quarantined()
        .forEach(object -> text.append("quarantined: ").append(object).append('\n'));
    return new Answer(good, text.toString());
  }
}
