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
 * What the demo tells: a steady version, a good release, a bad one, and what all of it cost the
 * users.
 */
final class Story {

  private static final Duration STEADY = Duration.ofSeconds(4);
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration REFRESH = Duration.ofMillis(250);

  private final Screen screen;
  private final Kubectl kubectl;
  private final Timeline timeline;
  private final LoadGenerator load;

  Story(Screen screen, Kubectl kubectl, Timeline timeline, LoadGenerator load) {
    this.screen = screen;
    this.kubectl = kubectl;
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
    title("Version 1 is what everybody has.");
    Instant from = Instant.now();
    Thread.sleep(STEADY);
    LoadReport seen = load.between(from, Instant.now());
    VersionReport report = seen.version(version);
    screen.line(
        "   %s answered %.1f %% of %,d requests; %d failed; %s"
            .formatted(
                version, seen.share(version), seen.requests(), seen.failed(), report.latency()));
  }

  private void good(Manifest manifest) throws InterruptedException {
    title("Version 2 is good.");
    Release release = apply(manifest);
    int printed = watch(release);
    Instant promoted = Instant.now();
    Thread.sleep(AFTERWARDS);
    printRowsFrom(release, printed);
    if (!release.promoted()) {
      throw new StoryException("version 2 was not promoted: " + release.message());
    }
    screen.line(verdict(release));
    LoadReport seen = release.requests(Instant.now());
    screen.line(
        Line.of("   ")
            .good("promoted")
            .text(
                " after %.1f s; clients saw %,d requests meanwhile, %d failed"
                    .formatted(
                        seconds(release.since(), promoted), seen.requests(), seen.failed())));
  }

  private void bad(Manifest manifest) throws InterruptedException {
    title(
        "Version 3 answers %.0f %% of its requests with an error."
            .formatted(100 * manifest.errorRate()));
    Release release = apply(manifest);
    int printed = watch(release);
    Thread.sleep(AFTERWARDS);
    printRowsFrom(release, printed);
    if (!release.aborted()) {
      throw new StoryException("version 3 was not aborted: " + release.message());
    }
    screen.line(verdict(release));
    screen.line(Line.of("   ").bad("aborted").text(": why, in the operator's words"));
    Words.wrapped(release.message(), Screen.COLUMNS - 6)
        .forEach(line -> screen.line(Line.of("     ").text(line)));
    speed(release);
    LoadReport seen = release.requests(Instant.now());
    long failed = seen.version(manifest.version()).failed();
    screen.line(
        "   %,d of the %,d requests since the release began failed (%.1f %%); v2 answered the others"
            .formatted(failed, seen.requests(), 100.0 * failed / seen.requests()));
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
    screen.line(
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
    title("In all");
    all.versions()
        .forEach(
            (version, report) ->
                screen.line(
                    Line.of("   %-6s  %,9d requests  ".formatted(version, report.requests()))
                        .with(
                            "%,6d failed".formatted(report.failed()),
                            report.failed() == 0 ? Style.GOOD : Style.BAD)
                        .text("   " + report.latency())));
  }

  private Release apply(Manifest manifest) {
    Instant now = Instant.now();
    kubectl.apply(manifest.yaml());
    screen.line(
        Line.of("   ")
            .dim(
                "$ kubectl apply -f rollout.yaml    # image: "
                    + Manifest.NAME
                    + ":"
                    + manifest.version()));
    long generation = kubectl.generation("rollout", Manifest.NAME);
    return new Release(manifest.version(), now, generation, timeline, load);
  }

  /**
   * Prints each step when the next begins, and what is going on in between.
   *
   * @return how many steps were printed when the release ended
   */
  private int watch(Release release) throws InterruptedException {
    screen.line(StepRow.header());
    int printed = 0;
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (!release.ended()) {
      if (Instant.now().isAfter(giveUp)) {
        throw new StoryException(
            "no end after %d s: %s".formatted(PATIENCE.toSeconds(), release.message()));
      }
      List<StepRow> rows = release.rows(Instant.now());
      for (; printed < rows.size() - 1; printed++) {
        screen.line(rows.get(printed).line());
      }
      screen.status(live(rows, release));
      Thread.sleep(REFRESH);
    }
    return printed;
  }

  private static Line live(List<StepRow> rows, Release release) {
    return rows.isEmpty() || rows.getLast().settled().requests() == 0
        ? Line.EMPTY.dim("   " + release.message())
        : rows.getLast().line();
  }

  private void printRowsFrom(Release release, int first) {
    List<StepRow> rows = release.rows(Instant.now());
    rows.subList(first, rows.size()).forEach(row -> screen.line(row.line()));
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

  private void title(String text) {
    screen.blank();
    screen.line(Line.of(" ").bold(text));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
