package io.rolloutoperator.app;

import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Several runtimes as one: started together, since most of a start is waiting for answers, and
 * stopped one after the other, the last first.
 */
record CombinedRuntime(List<ControllerRuntime> parts) implements ControllerRuntime {
  CombinedRuntime {
    parts = List.copyOf(parts);
  }

  @Override
  public void prepare() {
    parts.forEach(ControllerRuntime::prepare);
  }

  @Override
  public void start() {
    List<CompletableFuture<Void>> starts = parts.stream().map(CombinedRuntime::starting).toList();
    try {
      starts.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static CompletableFuture<Void> starting(ControllerRuntime part) {
    return CompletableFuture.runAsync(
        part::start, start -> Thread.ofPlatform().name("start-controller").start(start));
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
