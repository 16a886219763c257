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
 * Told from the side of the clients' requests: a steady version, a good release, a bad one, and
 * what all of it cost the users.
 */
final class RequestStory {

  private static final Duration STEADY = Duration.ofSeconds(4);

  private final Narrator narrator;
  private final Timeline timeline;
  private final LoadGenerator load;

  RequestStory(Narrator narrator, Timeline timeline, LoadGenerator load) {
    this.narrator = narrator;
    this.timeline = timeline;
    this.load = load;
  }

  /** Tells all of it; takes about a minute. */
  void tell() throws InterruptedException {
    steady("v1");
    good(new Manifest("v2", 0));
    bad(new Manifest("v3", 0.4));
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

  private void good(Manifest manifest) throws InterruptedException {
    narrator.title("Version 2 is good.");
    Told told = narrator.promoted(offer("version 2", manifest));
    narrator.line(verdict(told.release()));
    LoadReport seen = requests(told.release());
    narrator.line(
        Line.of("   ")
            .good("promoted")
            .text(
                " after %.1f s; clients saw %,d requests meanwhile, %d failed"
                    .formatted(told.seconds(), seen.requests(), seen.failed())));
  }

  private void bad(Manifest manifest) throws InterruptedException {
    narrator.title(
        "Version 3 answers %.0f %% of its requests with an error."
            .formatted(100 * manifest.errorRate()));
    Told told = narrator.aborted(offer("version 3", manifest));
    narrator.line(verdict(told.release()));
    narrator.why(told);
    speed(told.release());
    LoadReport seen = requests(told.release());
    long failed = seen.version(manifest.version()).failed();
    narrator.line(
        "   %,d of the %,d requests since the release began failed (%.1f %%); v2 answered the others"
            .formatted(failed, seen.requests(), 100.0 * failed / seen.requests()));
  }

  private static Offer offer(String name, Manifest manifest) {
    return new Offer(
        name,
        manifest.version(),
        "samples/" + Manifest.FILE,
        manifest.yaml(),
        "image: " + Manifest.NAME + ":" + manifest.version());
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
