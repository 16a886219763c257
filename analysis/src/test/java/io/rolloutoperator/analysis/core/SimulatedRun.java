package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.core.AnalysisPlan.Lifetime;
import io.rolloutoperator.analysis.core.AnalysisPlan.StatusWrite;
import io.rolloutoperator.analysis.core.MeasurementReport.ArgumentsUnresolved;
import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.analysis.core.MeasurementReport.TerminationFailed;
import io.rolloutoperator.analysis.core.MeasurementTask.TerminateMeasurement;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.MetricResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs an AnalysisRun in virtual time against scripted answers and writes down what happens. Every
 * status goes through JSON, as through the API server.
 *
 * <p>An answer is {@code Phase value or message}; {@code Running 30s} is looked at again after that
 * time, {@code Unresolved text} is an argument that cannot be resolved, a leading {@code after 3s}
 * delays the answer. The last answer of a metric repeats.
 */
final class SimulatedRun {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** What else goes wrong or happens. */
  enum Weather {
    CALM,
    /** The controller restarts after each of its writes and forgets what was in flight. */
    RESTARTS,
    /** Each report is planned a second time after its status was written. */
    REPEATED_REPORTS
  }

  private record Pending(Instant at, MeasurementReport report) {}

  private final StringBuilder log = new StringBuilder();
  private final Map<String, List<String>> answers = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();

  /** Given again with each plan until a status was written with them, as the controller does. */
  private final List<MeasurementReport> unplanned = new ArrayList<>();

  private final Set<String> inFlight = new HashSet<>();
  private final Weather weather;
  private final Duration minimumInterval;
  private final @Nullable Instant terminateAt;
  private AnalysisRunSpec spec;
  private AnalysisRunStatus status = AnalysisRunStatus.EMPTY;
  private Instant now = START;

  SimulatedRun(JsonNode scenario, Weather weather) {
    this.weather = weather;
    this.spec = decoded(scenario.path("spec"), AnalysisRunSpec.class);
    this.minimumInterval = duration(scenario.path("minimumInterval").asText("0s"));
    this.terminateAt =
        scenario.has("terminateAt")
            ? START.plus(duration(scenario.path("terminateAt").asText()))
            : null;
    for (Map.Entry<String, JsonNode> metric : scenario.path("answers").properties()) {
      List<String> texts = new ArrayList<>();
      metric.getValue().forEach(text -> texts.add(text.asText()));
      answers.put(metric.getKey(), texts);
    }
  }

  AnalysisRunStatus status() {
    return status;
  }

  Map<String, Integer> asked() {
    return asked;
  }

  String log() {
    return log.toString();
  }

  /** Runs until nothing is due any more, at most {@code limit}. */
  SimulatedRun until(Duration limit) {
    Instant end = START.plus(limit);
    Optional<Instant> next = Optional.of(now);
    while (next.isPresent() && !next.get().isAfter(end)) {
      now = next.get();
      next = pass();
    }
    return this;
  }

  private Optional<Instant> pass() {
    if (terminateAt != null && !now.isBefore(terminateAt) && !spec.terminate()) {
      say("terminate");
      spec =
          new AnalysisRunSpec(
              spec.metrics(),
              spec.args(),
              true,
              spec.dryRun(),
              spec.measurementRetention(),
              spec.ttlStrategy());
    }
    List<Pending> arrived = pending.stream().filter(answer -> !answer.at().isAfter(now)).toList();
    arrived.stream().map(Pending::report).forEach(unplanned::add);
    List<MeasurementReport> reports = List.copyOf(unplanned);
    RunSnapshot snapshot = snapshot(reports);
    AnalysisPlan plan = AnalysisPlanner.plan(snapshot);
    assertThat(AnalysisPlanner.plan(snapshot)).isEqualTo(plan);
    pending.removeAll(arrived);
    reports.forEach(report -> inFlight.remove(report.metric()));
    act(plan);
    if (plan.write() == StatusWrite.WITH_FIRST_ANSWER) {
      return next(plan);
    }
    unplanned.clear();
    if (weather == Weather.REPEATED_REPORTS && !reports.isEmpty()) {
      RunSnapshot again = snapshot(reports);
      assertThat(AnalysisPlanner.plan(again).status()).isEqualTo(again.status());
    }
    return next(plan);
  }

  private RunSnapshot snapshot(List<MeasurementReport> reports) {
    return new RunSnapshot(now, START, spec, status, inFlight, reports, minimumInterval);
  }

  private void act(AnalysisPlan plan) {
    boolean wrote = plan.write() == StatusWrite.NOW && !plan.status().equals(status);
    if (wrote) {
      status = decoded(Encoder.encode(plan.status()), AnalysisRunStatus.class);
      assertThat(status).isEqualTo(plan.status());
      describeStatus();
      plan.events()
          .forEach(
              e -> say("  event " + e.severity().type() + " " + e.reason() + ": " + e.message()));
    }
    for (String metric : plan.abandoned()) {
      say("abandon " + metric);
      forget(metric);
    }
    if (wrote && weather == Weather.RESTARTS) {
      pending.clear();
      inFlight.clear();
      return;
    }
    plan.tasks().forEach(this::begin);
    if (plan.lifetime() == Lifetime.EXPIRED) {
      say("deleted");
    }
  }

  private void forget(String metric) {
    inFlight.remove(metric);
    pending.removeIf(answer -> answer.report().metric().equals(metric));
  }

  private void begin(MeasurementTask task) {
    String metric = task.metric().name();
    assertThat(inFlight.add(metric)).as("%s is asked while in flight", metric).isTrue();
    String kind =
        task.getClass()
            .getSimpleName()
            .replace("Measurement", "")
            .toLowerCase(java.util.Locale.ROOT);
    say(kind + " " + metric + " #" + task.number());
    List<String> script = answers.getOrDefault(metric, List.of("Successful"));
    int turn = asked.merge(metric, 1, Integer::sum);
    String answer = script.get(Math.min(turn, script.size()) - 1);
    Instant at = now;
    if (answer.startsWith("after ")) {
      String[] words = answer.split(" ", 3);
      at = now.plus(duration(words[1]));
      answer = words[2];
    }
    pending.add(new Pending(at, report(task, answer, at)));
  }

  private MeasurementReport report(MeasurementTask task, String answer, Instant at) {
    String metric = task.metric().name();
    String phase = answer.split(" ", 2)[0];
    String rest = answer.contains(" ") ? answer.split(" ", 2)[1] : "";
    if (task instanceof TerminateMeasurement) {
      return phase.equals("Stuck")
          ? new TerminationFailed(metric, task.number(), rest)
          : measured(
              task,
              new Measurement("Inconclusive", "Metric Terminated", now, at, "", Map.of(), null));
    }
    return switch (phase) {
      case "Unresolved" -> new ArgumentsUnresolved(metric, task.number(), rest);
      case "Running" ->
          measured(
              task,
              new Measurement(
                  phase, "", now, null, "", Map.of("job-name", "x"), at.plus(duration(rest))));
      case "Error" -> measured(task, new Measurement(phase, rest, now, at, "", Map.of(), null));
      default -> measured(task, new Measurement(phase, "", now, at, rest, Map.of(), null));
    };
  }

  private static Measured measured(MeasurementTask task, Measurement measurement) {
    return new Measured(task.metric().name(), task.number(), measurement, Map.of(), List.of());
  }

  private Optional<Instant> next(AnalysisPlan plan) {
    if (plan.lifetime() == Lifetime.EXPIRED) {
      return Optional.empty();
    }
    List<Instant> times = new ArrayList<>();
    plan.wakeUp().ifPresent(times::add);
    pending.forEach(answer -> times.add(answer.at()));
    if (weather == Weather.RESTARTS && !AnalysisPhase.of(status.phase()).isCompleted()) {
      times.add(plan.tasks().isEmpty() || pending.isEmpty() ? now.plusSeconds(1) : now);
    }
    if (terminateAt != null
        && !spec.terminate()
        && !AnalysisPhase.of(status.phase()).isCompleted()) {
      times.add(terminateAt);
    }
    return times.stream().min(Instant::compareTo);
  }

  private void describeStatus() {
    say("status " + status.phase() + (status.message().isEmpty() ? "" : " | " + status.message()));
    for (MetricResult r : status.metricResults()) {
      say(
          "  %s %s count %d (%d/%d/%d) errors %d, in a row %d good %d bad, kept %d%s%s"
              .formatted(
                  r.name(),
                  r.phase(),
                  r.count(),
                  r.successful(),
                  r.failed(),
                  r.inconclusive(),
                  r.error(),
                  r.consecutiveSuccess(),
                  r.consecutiveError(),
                  r.measurements().size(),
                  r.dryRun() ? ", dry run" : "",
                  r.message().isEmpty() ? "" : " | " + r.message()));
    }
  }

  private void say(String line) {
    log.append("+%4ds %s%n".formatted(Duration.between(START, now).toSeconds(), line));
  }

  private static Duration duration(String text) {
    return switch (GoDuration.parse(text)) {
      case GoDuration.Valid(Duration value) -> value;
      case GoDuration.Invalid(String message) -> throw new IllegalArgumentException(message);
    };
  }

  private static <T> T decoded(JsonNode tree, Class<T> type) {
    return switch (Decoder.decode(tree, type, "spec")) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> malformed ->
          throw new IllegalArgumentException(malformed.message());
    };
  }
}
