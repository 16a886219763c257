package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From the leader's end to the standby's first write, by crash and by SIGTERM. */
final class FailoverBenchmark implements Benchmark {
  private static final int CRASHES = 5;
  private static final int SIGNALS = 5;

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    List<Double> crashed = new ArrayList<>();
    List<Double> signalled = new ArrayList<>();
    OperatorRun leader = world.launch().awaitWorking();
    try (Tracker rollouts = world.trackRollouts()) {
      world.apply(Manifests.rollout("web", 1, List.of("{setWeight: 100}")));
      rollouts.await("web", "healthy", States::healthy);
      for (int i = 0; i < CRASHES + SIGNALS; i++) {
        OperatorRun standby = world.launch().awaitStandby();
        Instant end = Instant.now();
        if (i < CRASHES) {
          leader.kill();
        } else {
          leader.terminate();
          Thread.sleep(300); // the leader still writes what it is told before it goes down
        }
        world.patch("web", "{spec: {replicas: %d}}".formatted(2 - i % 2));
        double seconds = Duration.between(end, nextWrite(world, end, i)).toMillis() / 1000.0;
        (i < CRASHES ? crashed : signalled).add(seconds);
        rollouts.await("web", "healthy again", States::healthy);
        leader.close();
        leader = standby;
      }
    }
    report.figure(
        new Distribution("leader killed to next write of the standby", "s", crashed), "at most 20");
    report.figure(
        new Distribution("leader told to stop to next write of the standby", "s", signalled),
        "at most 2");
  }

  /** The operator's work asked for after the leader's end, so that only the standby can do it. */
  private static Instant nextWrite(World world, Instant end, int round)
      throws InterruptedException {
    return world.awaitWrite(round < CRASHES ? end : end.plusMillis(300)).at();
  }
}
