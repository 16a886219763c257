package io.rolloutoperator.app;

import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import java.time.Duration;
import java.util.List;

/** Several runtimes as one: started in order, stopped in the opposite order. */
record CombinedRuntime(List<ControllerRuntime> parts) implements ControllerRuntime {
  CombinedRuntime {
    parts = List.copyOf(parts);
  }

  @Override
  public void start() {
    parts.forEach(ControllerRuntime::start);
  }

  @Override
  public void stop(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    for (ControllerRuntime part : parts.reversed()) {
      part.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  @Override
  public RuntimeHealth health() {
    return parts.stream()
        .map(ControllerRuntime::health)
        .reduce(RuntimeHealth.good(), RuntimeHealth::and);
  }
}
