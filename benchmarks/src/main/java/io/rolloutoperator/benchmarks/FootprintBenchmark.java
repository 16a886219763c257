package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Memory at rest and time to work with 100 Rollouts, 200 ReplicaSets and 200 Services. */
final class FootprintBenchmark implements Benchmark {
  private static final int ROLLOUTS = 100;
  private static final Duration REST = Duration.ofMinutes(1);
  private static final int READINGS = 5;

  private final int starts;
  private final int resting;

  private FootprintBenchmark(int starts, int resting) {
    this.starts = starts;
    this.resting = resting;
  }

  static Benchmark whole() {
    return new FootprintBenchmark(7, 3);
  }

  /** More starts, and no memory: to compare two builds. */
  static Benchmark startsOnly() {
    return new FootprintBenchmark(21, 0);
  }

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    report.line("measured: " + world.installation().description());
    try (OperatorRun first = world.launch().awaitWorking()) {
      fill(world);
      report.line("memory of the process that made all objects: %s".formatted(memory(first)));
    }
    List<Double> reconciled = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      firstReconcile(world, i, reconciled, processor);
    }
    report.figure(
        new Distribution("process start to first reconcile done", "ms", reconciled),
        "at most 1000");
    report.figure(new Distribution("processor time of these starts", "ms", processor), "none");
    if (resting > 0) {
      atRest(world, report);
    }
  }

  private static void fill(World world) throws IOException, InterruptedException {
    try (Tracker rollouts = world.trackRollouts()) {
      for (int i = 0; i < ROLLOUTS; i++) {
        world.apply(
            Manifests.rolloutWithServices(name(i), 1, List.of("{setWeight: 50}", "{pause: {}}")));
      }
      for (int i = 0; i < ROLLOUTS; i++) {
        rollouts.await(name(i), "healthy", States::healthy);
        world.patch(name(i), Manifests.version("v2"));
      }
      for (int i = 0; i < ROLLOUTS; i++) {
        rollouts.await(name(i), "paused", rollout -> States.pausedAt(rollout, 1));
      }
    }
  }

  /**
   * Every Rollout changed while no operator ran, so the first one reconciled is written too: this
   * is the time to the arrival of that write.
   */
  private static void firstReconcile(
      World world, int round, List<Double> reconciled, List<Double> processor)
      throws IOException, InterruptedException {
    for (int i = 0; i < ROLLOUTS; i++) {
      world.patch(name(i), "{spec: {minReadySeconds: %d}}".formatted((round + 1) % 2));
    }
    try (OperatorRun operator = world.launch()) {
      Instant wrote = world.awaitWrite(operator.startedAt()).at();
      processor.add(operator.processorTime());
      Instant begun = world.installation().begun(operator.startedAt());
      reconciled.add((double) Duration.between(begun, wrote).toMillis());
      operator.awaitWorking();
      Thread.sleep(3_000);
    }
  }

  /** Several processes, since each finds its own size; the last tells its parts. */
  private void atRest(World world, Report report) throws IOException, InterruptedException {
    List<Double> resident = new ArrayList<>();
    List<Double> anonymous = new ArrayList<>();
    String last = "";
    for (int i = 0; i < resting; i++) {
      try (OperatorRun operator = world.launch().awaitWorking()) {
        Thread.sleep(REST);
        for (int reading = 0; reading < READINGS; reading++) {
          resident.add(operator.memory("VmRSS"));
          anonymous.add(operator.memory("RssAnon"));
          Thread.sleep(500);
        }
        last = memory(operator);
      }
    }
    report.figure(new Distribution("resident memory at rest", "MiB", resident), "at most 120");
    report.figure(new Distribution("of it anonymous", "MiB", anonymous), "none");
    report.line("the last one after %d s at rest: %s".formatted(REST.toSeconds(), last));
  }

  private static String memory(OperatorRun operator) throws IOException {
    return "%.1f MiB resident (%.1f MiB anonymous), highest %.1f MiB, %d threads"
        .formatted(
            operator.memory("VmRSS"),
            operator.memory("RssAnon"),
            operator.memory("VmHWM"),
            operator.threads());
  }

  private static String name(int i) {
    return "web-" + i;
  }
}
