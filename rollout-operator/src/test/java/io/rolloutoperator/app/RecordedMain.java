package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The program within this process, with controllers that note what happens to them. */
final class RecordedMain implements ProcessControl {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Integer> halted = new CopyOnWriteArrayList<>();
  private final Recorder controllers = new Recorder();
  private volatile @Nullable Runnable stop;
  private volatile @Nullable ControllerContext context;

  /** Those controllers. */
  static final class Recorder implements ControllerRuntime {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Runnable starting = () -> {};
    volatile RuntimeHealth health = RuntimeHealth.good();

    @Override
    public void start() {
      calls.add("start");
      starting.run();
    }

    @Override
    public void stop(Duration patience) {
      calls.add("stop");
    }

    @Override
    public RuntimeHealth health() {
      return health;
    }
  }

  @Override
  public void halt(int status) {
    halted.add(status);
  }

  @Override
  public void onSignal(Runnable onSignal) {
    stop = onSignal;
  }

  /** Runs it to its end and returns its status. */
  int run(String... args) {
    Main main =
        new Main(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            given -> {
              context = given;
              return controllers;
            },
            this);
    return main.run(args, Map.of("HOME", "/nonexistent"));
  }

  /** Runs it beside the test. */
  CompletableFuture<Integer> start(String... args) {
    return CompletableFuture.supplyAsync(() -> run(args));
  }

  /** The same until its controllers start. */
  CompletableFuture<Integer> startControllers(String... args) {
    CompletableFuture<Integer> running = start(args);
    await().until(() -> controllers.calls.contains("start"));
    return running;
  }

  /** Tells it to end. */
  void signal() {
    Objects.requireNonNull(stop, "nobody waits for a signal").run();
  }

  /** Patient with a slow machine: whoever is held up here is held up for good. */
  void assertStops(CompletableFuture<Integer> running)
      throws InterruptedException, ExecutionException, TimeoutException {
    signal();
    assertThat(running.get(30, TimeUnit.SECONDS)).isZero();
  }

  Recorder controllers() {
    return controllers;
  }

  /** What the controllers were given. */
  ControllerContext context() {
    return Objects.requireNonNull(context, "no controllers were made");
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** The statuses that it ended with at once. */
  List<Integer> halted() {
    return halted;
  }
}
