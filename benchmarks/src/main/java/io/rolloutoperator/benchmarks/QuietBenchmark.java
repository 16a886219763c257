package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Writes of an operator that has nothing to do, in each state in which a Rollout can rest. */
final class QuietBenchmark implements Benchmark {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration SETTLED = Duration.ofSeconds(35);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
  private static final String RESYNC = "--rollout-resync=15";
  private static final List<String> PAUSED = List.of("{setWeight: 50}", "{pause: {}}");

  /**
   * A Rollout in its state.
   *
   * @param name of the state and of the Rollout
   */
  private record Resting(String name, String manifest, Action enter, Predicate<JsonNode> state) {}

  /** What is done to the healthy Rollout. */
  private interface Action {
    void on(World world, String rollout) throws IOException;
  }

  private static final Action NOTHING = (_, _) -> {};
  private static final Action UPDATE =
      (world, rollout) -> world.patch(rollout, Manifests.version("v2"));

  private static boolean atPause(JsonNode rollout) {
    return States.pausedAt(rollout, 1);
  }

  private static List<Resting> states() {
    return List.of(
        plain("healthy-first-version", PAUSED, NOTHING, States::healthy),
        plain("healthy-after-update", List.of("{setWeight: 50}"), UPDATE, States::healthy),
        plain("paused-without-end", PAUSED, UPDATE, QuietBenchmark::atPause),
        plain(
            "paused-for-an-hour",
            List.of("{setWeight: 50}", "{pause: {duration: 1h}}"),
            UPDATE,
            QuietBenchmark::atPause),
        plain("paused-by-its-user", PAUSED, QuietBenchmark::pauseAndUpdate, _ -> true),
        plain("scaled-to-zero", PAUSED, (world, name) -> scale(world, name, 0), States::healthy),
        plain("image-cannot-be-pulled", PAUSED, QuietBenchmark::breakImage, States::degraded),
        plain("invalid-spec", PAUSED, QuietBenchmark::invalidate, States::degraded),
        new Resting(
            "paused-with-route",
            Manifests.rolloutWithRoute("paused-with-route", 2, PAUSED, ""),
            UPDATE,
            QuietBenchmark::atPause),
        new Resting(
            "healthy-with-route",
            Manifests.rolloutWithRoute("healthy-with-route", 2, List.of("{setWeight: 50}"), ""),
            UPDATE,
            States::healthy));
  }

  private static Resting plain(
      String name, List<String> steps, Action enter, Predicate<JsonNode> state) {
    return new Resting(name, Manifests.rollout(name, 2, steps), enter, state);
  }

  private static void scale(World world, String rollout, int replicas) throws IOException {
    world.patch(rollout, "{spec: {replicas: %d}}".formatted(replicas));
  }

  private static void pauseAndUpdate(World world, String rollout) throws IOException {
    world.patch(rollout, "{spec: {paused: true}}");
    world.patch(rollout, Manifests.version("v2"));
  }

  private static void breakImage(World world, String rollout) throws IOException {
    world.patch(rollout, "{spec: {progressDeadlineSeconds: 10}}");
    world.patch(rollout, Manifests.version("bad"));
  }

  private static void invalidate(World world, String rollout) throws IOException {
    world.patch(rollout, "{spec: {strategy: {canary: {maxSurge: 0, maxUnavailable: 0}}}}");
  }

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    world.launch(RESYNC).awaitWorking();
    try (Tracker rollouts = world.trackRollouts()) {
      for (Resting resting : states()) {
        world.apply(resting.manifest);
      }
      world.apply(Manifests.rollout("aborted", 2, PAUSED));
      for (Resting resting : states()) {
        rollouts.await(resting.name, "healthy", States::healthy);
        resting.enter.on(world, resting.name);
      }
      rollouts.await("aborted", "healthy", States::healthy);
      UPDATE.on(world, "aborted");
      rollouts.await("aborted", "paused", QuietBenchmark::atPause);
      world.patchStatus("aborted", "{status: {abort: true}}");
      rollouts.await("aborted", "aborted", States::aborted);
      for (Resting resting : states()) {
        rollouts.await(resting.name, "in its state", resting.state);
      }
    }
    settle(world, report);
    window(world, report);
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

  private static void window(World world, Report report) throws InterruptedException {
    Instant begin = Instant.now();
    Thread.sleep(WINDOW);
    Instant end = Instant.now();
    List<AuditEntry> writes = world.writes(begin, end);
    List<AuditEntry> events = world.events(begin, end);
    report.line(
        "window of %d s, every Rollout reconciled each 15 s by %s"
            .formatted(seconds(begin, end), RESYNC));
    for (Resting resting : states()) {
      count(resting.name, writes, report);
    }
    count("aborted", writes, report);
    writes.forEach(write -> report.line("  %s %s".formatted(write.summary(), write.requestBody())));
    report.line(
        "all states: %d object writes, %d Events (goal: 0 and 0)"
            .formatted(writes.size(), events.size()));
  }

  private static void count(String name, List<AuditEntry> writes, Report report) {
    long own =
        writes.stream()
            .filter(write -> write.name().equals(name) || write.name().startsWith(name + "-"))
            .count();
    report.figure(new Distribution("writes at rest " + name, "writes", List.of((double) own)), "0");
  }
}
