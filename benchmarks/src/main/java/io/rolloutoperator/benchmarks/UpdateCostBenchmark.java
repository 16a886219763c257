package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.audit.AuditEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one update costs the API server, from its audit log, each write named. */
final class UpdateCostBenchmark implements Benchmark {
  private static final int UPDATES = 5;
  private static final Duration AFTERMATH = Duration.ofSeconds(5);

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    world.launch().awaitWorking();
    List<Double> writes = new ArrayList<>();
    List<Double> trials = new ArrayList<>();
    List<Double> conflicts = new ArrayList<>();
    List<Double> events = new ArrayList<>();
    try (Tracker rollouts = world.trackRollouts()) {
      world.apply(
          Manifests.rollout(
              "web", 2, List.of("{setWeight: 50}", "{pause: {duration: 1s}}", "{setWeight: 100}")));
      rollouts.await("web", "healthy", States::healthy);
      for (int i = 2; i < UPDATES + 2; i++) {
        Thread.sleep(AFTERMATH);
        Instant begin = Instant.now();
        world.patch("web", Manifests.version("v" + i));
        rollouts.await("web", "healthy again", States::healthy);
        Thread.sleep(AFTERMATH);
        List<AuditEntry> written = world.writes(begin, Instant.now());
        long dry = written.stream().filter(UpdateCostBenchmark::isTrial).count();
        long lost = written.stream().filter(entry -> !entry.isDone()).count();
        writes.add((double) (written.size() - dry - lost));
        conflicts.add((double) lost);
        trials.add((double) dry);
        events.add((double) world.events(begin, Instant.now()).size());
        report.line("update %d".formatted(i - 1));
        name(written, begin, report);
      }
    }
    report.figure(
        new Distribution("object writes of one update", "writes", writes),
        "at most 12; Argo Rollouts takes 17");
    report.figure(
        new Distribution("dry runs of one update", "requests", trials), "none, they store nothing");
    report.figure(
        new Distribution("writes of one update that lost against others", "requests", conflicts),
        "they change nothing");
    report.figure(new Distribution("Events of one update", "events", events), "none lost");
  }

  /** The template is tried before its hash is known: the one creation without a name. */
  private static boolean isTrial(AuditEntry entry) {
    return entry.verb().equals("create") && entry.name().isEmpty();
  }

  private static void name(List<AuditEntry> written, Instant begin, Report report) {
    for (AuditEntry entry : written) {
      String body = entry.requestBody().toString();
      report.line(
          "  %5d ms %d %s %s"
              .formatted(
                  Duration.between(begin, entry.at()).toMillis(),
                  entry.code(),
                  entry.summary(),
                  entry.verb().equals("patch")
                      ? body.substring(0, Math.min(300, body.length()))
                      : ""));
    }
  }
}
