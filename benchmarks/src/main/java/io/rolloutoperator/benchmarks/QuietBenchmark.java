package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.audit.AuditEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Writes of an operator that has nothing to do, in each state in which a Rollout can rest, and of
 * the next process of an upgrade.
 */
final class QuietBenchmark implements Benchmark {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration SETTLED = Duration.ofSeconds(35);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);
  private static final String RESYNC = "--rollout-resync=15";

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    try (MetricServer metrics = MetricServer.start();
        Tracker rollouts = world.trackRollouts()) {
      String egress = "--egress-allowed-host=" + metrics.host();
      OperatorRun operator = world.launch(RESYNC, egress).awaitWorking();
      List<RestingState> states = RestingState.all(metrics);
      for (RestingState resting : states) {
        world.apply(resting.manifest());
      }
      for (RestingState resting : states) {
        resting.enter().on(world, rollouts, resting.name());
      }
      for (RestingState resting : states) {
        rollouts.await(resting.name(), "in its state", resting.state());
      }
      settle(world, report);
      window(world, report, states);
      upgrade(world, report, operator, world.launch(RESYNC, egress));
    }
  }

  /** ReplicaSets are scaled down half a minute after an update with a route. */
  private static void settle(World world, Report report) throws InterruptedException {
    Instant begin = Instant.now();
    while (!world.writes(Instant.now().minus(SETTLED), Instant.MAX).isEmpty()
        && Duration.between(begin, Instant.now()).compareTo(LONGEST_WAIT) < 0) {
      Thread.sleep(1_000);
    }
    report.line(
        "no write for %d s after %d s"
            .formatted(SETTLED.toSeconds(), seconds(begin, Instant.now())));
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }

  private static void window(World world, Report report, List<RestingState> states)
      throws InterruptedException {
    Instant begin = Instant.now();
    Thread.sleep(WINDOW);
    Instant end = Instant.now();
    List<AuditEntry> writes = world.writes(begin, end);
    report.line(
        "window of %d s, every Rollout reconciled each 15 s by %s"
            .formatted(seconds(begin, end), RESYNC));
    for (RestingState resting : states) {
      count(resting.name(), writes, report);
    }
    count("all states", world, begin, end, report);
  }

  private static void count(String name, List<AuditEntry> writes, Report report) {
    long own =
        writes.stream()
            .filter(write -> write.name().equals(name) || write.name().startsWith(name + "-"))
            .count();
    report.figure(new Distribution("writes at rest " + name, "writes", List.of((double) own)), "0");
  }

  /**
   * As a rolling update does it: the next process waits for the lease until the one before it is
   * told to end, and then looks at every Rollout, of which it has seen none before.
   */
  private static void upgrade(World world, Report report, OperatorRun leader, OperatorRun next)
      throws IOException, InterruptedException {
    next.awaitStandby();
    Set<String> all = leader.looks();
    Instant begin = Instant.now();
    leader.terminate();
    next.awaitWorking();
    while (!next.looks().containsAll(all)) {
      if (Duration.between(begin, Instant.now()).compareTo(LONGEST_WAIT) > 0) {
        throw new IllegalStateException("not looked at after an upgrade: of " + all);
      }
      Thread.sleep(100);
    }
    Thread.sleep(AFTERWARDS);
    Instant end = Instant.now();
    report.line("%d Rollouts looked at anew, %d s".formatted(all.size(), seconds(begin, end)));
    count("upgrade", world, begin, end, report);
  }

  /** All writes, each with its words. */
  private static void count(String what, World world, Instant begin, Instant end, Report report) {
    List<AuditEntry> writes = world.writes(begin, end);
    writes.forEach(write -> report.line("  %s %s".formatted(write.summary(), write.requestBody())));
    report.line(
        "%s: %d object writes, %d Events (goal: 0 and 0)"
            .formatted(what, writes.size(), world.events(begin, end).size()));
  }
}
