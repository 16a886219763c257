package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.cluster.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of a process that finds many Rollouts at rest: a ReplicaSet and two Services each, no
 * pods, of which the operator keeps none for such Rollouts.
 */
final class IdleBenchmark implements Benchmark {
  private static final Duration REST = Duration.ofMinutes(1);
  private static final int READINGS = 5;

  /** How many wait at a time: the requests of all at once would wait for the API server anyway. */
  private static final int BATCH = 500;

  private final int rollouts;
  private final int memory;
  private final String goal;

  /**
   * So many.
   *
   * @param memory limit in MiB
   */
  IdleBenchmark(int rollouts, int memory, String goal) {
    this.rollouts = rollouts;
    this.memory = memory;
    this.goal = goal;
  }

  /** Bodies of a hundred thousand requests would only be in the way. */
  @Override
  public Recorded recorded() {
    return Recorded.NOBODY;
  }

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    report.line(
        "measured: %s, memory limit %d MiB".formatted(world.installation().description(), memory));
    try (OperatorRun first = world.launch(memory).awaitWorking()) {
      fill(world);
      report.line(
          "memory of the process that made %d: %.1f MiB, highest %.1f MiB"
              .formatted(rollouts, first.memory("VmRSS"), first.memory("VmHWM")));
    }
    try (OperatorRun operator = world.launch(memory).awaitWorking()) {
      Thread.sleep(REST);
      List<Double> resident = new ArrayList<>();
      for (int reading = 0; reading < READINGS; reading++) {
        resident.add(operator.memory("VmRSS"));
        Thread.sleep(500);
      }
      report.figure(
          new Distribution("resident memory with %d at rest".formatted(rollouts), "MiB", resident),
          goal);
      report.line(
          "%.1f KiB each above a process with none; highest %.1f MiB, processor time %.0f ms"
              .formatted(
                  (operator.memory("VmRSS") - empty(world)) * 1024 / rollouts,
                  operator.memory("VmHWM"),
                  operator.processorTime()));
    }
  }

  private void fill(World world) throws IOException, InterruptedException {
    try (Tracker tracker = world.trackRollouts()) {
      for (int i = 0; i < rollouts; i++) {
        world.apply(Manifests.rolloutWithServices("idle-" + i, 0, List.of("{pause: {}}")));
        if (i >= BATCH) {
          tracker.await("idle-" + (i - BATCH), "healthy", States::healthy);
        }
      }
      for (int i = Math.max(0, rollouts - BATCH); i < rollouts; i++) {
        tracker.await("idle-" + i, "healthy", States::healthy);
      }
    }
  }

  /** A process with another instance id sees no Rollout, and has loaded what the others have. */
  private double empty(World world) throws IOException, InterruptedException {
    try (OperatorRun other =
        world.launch(memory, "--instance-id=none", "--leader-elect=false").awaitWorking()) {
      Thread.sleep(REST.dividedBy(2));
      return other.memory("VmRSS");
    }
  }
}
