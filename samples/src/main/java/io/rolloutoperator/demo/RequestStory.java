package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.load.VersionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Told from the side of the clients' requests: a steady version, a good release, a bad one that is
 * undone in Git, and what all of it cost the users.
 */
final class RequestStory {

  private static final Duration STEADY = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REFRESH = Duration.ofMillis(50);

  private final Narrator narrator;
  private final Timeline timeline;
  private final LoadGenerator load;
  private final ConfigRepository repository;
  private final AlertStory alerts;

  /**
   * Where a release comes from, and who hears of an abort.
   *
   * @param alerts tells of what people were sent
   */
  record Surroundings(ConfigRepository repository, AlertStory alerts) {}

  RequestStory(
      Narrator narrator, Timeline timeline, LoadGenerator load, Surroundings surroundings) {
    this.narrator = narrator;
    this.timeline = timeline;
    this.load = load;
    this.repository = surroundings.repository();
    this.alerts = surroundings.alerts();
  }

  /** Tells all of it; takes a minute and a quarter. */
  void tell() throws InterruptedException {
    steady("v1");
    good("v2");
    alerts.listen();
    Release bad = bad("v3");
    alerts.tell(bad);
    new RevertStory(narrator, timeline, repository).tell(bad, image("v2"));
    sum();
  }

  private void steady(String version) throws InterruptedException {
    narrator.title("Version 1 is what everybody has.");
    Instant from = Instant.now();
    Thread.sleep(STEADY);
    LoadReport seen = load.between(from, Instant.now());
    VersionReport report = seen.version(version);
    narrator.line(
        "   %s answered %.1f %% of %,d requests; %d failed; %s"
            .formatted(
                version, seen.share(version), seen.requests(), seen.failed(), report.latency()));
  }

  private void good(String version) throws InterruptedException {
    narrator.title("Version 2 is good. It goes out by a commit.");
    Told told = narrator.promoted(offer("version 2", version));
    narrator.line(verdict(told.release()));
    LoadReport seen = requests(told.release());
    narrator.line(
        Line.of("   ")
            .good("promoted")
            .text(
                " after %.1f s; clients saw %,d requests meanwhile, %d failed"
                    .formatted(told.seconds(), seen.requests(), seen.failed())));
  }

  private Release bad(String version) throws InterruptedException {
    narrator.title("Version 3 answers 40 % of its requests with an error.");
    Told told = narrator.aborted(offer("version 3", version));
    narrator.line(verdict(told.release()));
    narrator.why(told);
    speed(told.release());
    LoadReport seen = requests(told.release());
    long failed = seen.version(version).failed();
    narrator.line(
        "   %,d of the %,d requests since the release began failed (%.1f %%); v2 answered the others"
            .formatted(failed, seen.requests(), 100.0 * failed / seen.requests()));
    return told.release();
  }

  private Offer offer(String name, String version) {
    return new Offer(name, version, ConfigRepository.commands(version), () -> push(version));
  }

  /** Pushes a commit and waits until the cluster follows. */
  private long push(String version) throws InterruptedException {
    repository.release(version);
    Instant pushed = Instant.now();
    while (!Timeline.image(timeline.rollout()).equals(image(version))) {
      if (Instant.now().isAfter(pushed.plus(PATIENCE))) {
        throw new StoryException("the commit that asks for %s is not applied".formatted(version));
      }
      narrator.status("   the cluster looks at the repository every 5 s …");
      Thread.sleep(REFRESH);
    }
    narrator.line(
        "   the cluster has it %.1f s after the push".formatted(seconds(pushed, Instant.now())));
    return timeline.rollout().path("metadata").path("generation").asLong();
  }

  private static String image(String version) {
    return Manifest.NAME + ":" + version;
  }

  private LoadReport requests(Release release) {
    return load.between(release.since(), Instant.now());
  }

  private void speed(Release release) {
    Optional<Measured> failing =
        timeline.measurementsSince(release.since()).stream()
            .filter(m -> m.phase().equals("Failed"))
            .reduce((first, second) -> second);
    List<WeightChange> changes = release.changes();
    if (failing.isEmpty() || changes.isEmpty() || changes.getLast().weight() != 0) {
      throw new StoryException("version 3 was aborted, but its route is not back at weight 0");
    }
    double toZero = seconds(failing.get().seen(), changes.getLast().seen());
    narrator.line(
        Line.of("   ")
            .bold("%.0f ms".formatted(Math.max(0, 1000 * toZero)))
            .text(" after the failing measurement the route was back at weight 0")
            .text(lastAnswer(release, failing.get().seen())));
  }

  private String lastAnswer(Release release, Instant failing) {
    return load.latest(release.version())
        .map(
            latest ->
                "; the last request it got came after %.0f ms"
                    .formatted(1000 * Math.max(0, seconds(failing, latest))))
        .orElse("");
  }

  private void sum() {
    LoadReport all = load.report();
    narrator.title("In all");
    all.versions()
        .forEach(
            (version, report) ->
                narrator.line(
                    Line.of("   %-6s  %,9d requests  ".formatted(version, report.requests()))
                        .with(
                            "%,6d failed".formatted(report.failed()),
                            report.failed() == 0 ? Style.GOOD : Style.BAD)
                        .text("   " + report.latency())));
  }

  private Line verdict(Release release) {
    List<Measured> measurements = timeline.measurementsSince(release.since());
    if (measurements.isEmpty()) {
      throw new StoryException("the analysis measured nothing");
    }
    JsonNode status = timeline.run(measurements.getLast().run()).path("status");
    String phase = status.path("phase").asText();
    long failed = measurements.stream().filter(m -> m.phase().equals("Failed")).count();
    OptionalDouble lowest =
        measurements.stream().map(Measured::number).flatMapToDouble(OptionalDouble::stream).min();
    return Line.of("   analysis: ")
        .with(phase.toLowerCase(Locale.ROOT), phase.equals("Successful") ? Style.GOOD : Style.BAD)
        .text(
            ", %d measurements of %s by Prometheus, %d below 95 %%"
                .formatted(measurements.size(), measurements.getLast().metric(), failed))
        .text(
            lowest.isPresent() ? ", the lowest %.1f %%".formatted(100 * lowest.getAsDouble()) : "");
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
