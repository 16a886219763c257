package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.api.evidence.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an AnalysisRun measured, in counts and in sentences. */
public final class Measurements {

  private final JsonNode run;
  private final Versions versions;
  private final List<MetricResult> results;

  private Measurements(JsonNode run, Versions versions) {
    this.run = run;
    this.versions = versions;
    this.results =
        At.node(run, "status", "metricResults")
            .valueStream()
            .map(result -> new MetricResult(run, result, versions))
            .toList();
  }

  /** Of a run whose Rollout is not known: numbers are not told apart by version. */
  public static Measurements of(JsonNode run) {
    return new Measurements(run, Versions.NONE);
  }

  static Measurements of(JsonNode run, Versions versions) {
    return new Measurements(run, versions);
  }

  /** Whether a run measures by Jobs. */
  public static boolean runsJobs(JsonNode run) {
    return At.node(run, "spec", "metrics")
        .valueStream()
        .anyMatch(metric -> metric.path("provider").has("job"));
  }

  /** {@code ✔ 3,✖ 1}: measurements of all metrics by outcome. */
  Line counts() {
    Line line = Line.EMPTY;
    line = counted(line, "✔", Tone.GOOD, "successful");
    line = counted(line, "✖", Tone.BAD, "failed");
    line = counted(line, "?", Tone.WAITING, "inconclusive");
    return counted(line, "⚠", Tone.BAD, "error");
  }

  private Line counted(Line before, String icon, Tone tone, String field) {
    int count = results.stream().mapToInt(metric -> At.count(metric.result(), field)).sum();
    if (count == 0) {
      return before;
    }
    Line line = before.equals(Line.EMPTY) ? before : before.plus(",");
    return line.plus(icon, tone).plus(" " + count);
  }

  /** The run in a sentence, then one for each metric, the worst first. */
  public List<Line> sentences() {
    List<Line> lines = new ArrayList<>();
    Health health = Health.ofRun(phase());
    String message = At.text(run, "status", "message");
    Line head = Line.of(At.name(run) + ": ").plus(health.word(), health.tone());
    lines.add(message.isEmpty() ? head : head.plus(": " + message));
    results.stream()
        .sorted(Comparator.comparing(MetricResult::isGood))
        .map(metric -> metric.sentence(results))
        .forEach(lines::add);
    return lines;
  }

  /** The metric that decides: the first one that is not good, else the first. */
  public Optional<Line> verdict() {
    return results.stream()
        .min(Comparator.comparing(MetricResult::isGood))
        .map(metric -> metric.sentence(results));
  }

  String phase() {
    return At.text(run, "status", "phase");
  }

  /** What each metric asks and its last numbers, if there are any yet. */
  public List<Line> evidence() {
    return declared()
        .flatMap(metric -> Stream.of(metric.question(), metric.numbers()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What each metric asks. */
  List<Line> questions() {
    return declared().map(MetricResult::question).flatMap(Optional::stream).toList();
  }

  private Stream<MetricResult> declared() {
    return At.node(run, "spec", "metrics")
        .valueStream()
        .map(metric -> resultOf(At.text(metric, "name")));
  }

  private MetricResult resultOf(String name) {
    return results.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseGet(
            () ->
                new MetricResult(
                    run, JsonNodeFactory.instance.objectNode().put("name", name), versions));
  }
}
