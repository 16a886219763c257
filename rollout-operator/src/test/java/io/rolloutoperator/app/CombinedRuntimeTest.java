package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CombinedRuntimeTest {
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private final class Part implements ControllerRuntime {
    private final String name;
    private final Runnable start;

    Part(String name, Runnable start) {
      this.name = name;
      this.start = start;
    }

    @Override
    public void start() {
      start.run();
    }

    @Override
    public void stop(Duration patience) {
      calls.add("stop " + name);
    }

    @Override
    public RuntimeHealth health() {
      return RuntimeHealth.good();
    }
  }

  @Test
  @Timeout(10)
  void startsAllAtOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    Runnable meet =
        () -> {
          try {
            both.await(5, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException("the other one was not started", e);
          }
        };

    new CombinedRuntime(List.of(new Part("a", meet), new Part("b", meet))).start();

    assertThat(both.isBroken()).isFalse();
  }

  @Test
  void aFailedStartIsTold() {
    Part good = new Part("a", () -> {});
    Part bad =
        new Part(
            "b",
            () -> {
              throw new IllegalStateException("no such kind");
            });

    assertThatThrownBy(() -> new CombinedRuntime(List.of(good, bad)).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no such kind");
  }

  @Test
  void stopsTheLastFirst() {
    new CombinedRuntime(List.of(new Part("a", () -> {}), new Part("b", () -> {})))
        .stop(Duration.ofSeconds(1));

    assertThat(calls).containsExactly("stop b", "stop a");
  }
}
