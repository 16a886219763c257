package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an AnalysisRun measured, in counts and in sentences. */
public final class Measurements {

  private static final int LONGEST_VALUE = 60;

  private final JsonNode run;

  private Measurements(JsonNode run) {
    this.run = run;
  }

  public static Measurements of(JsonNode run) {
    return new Measurements(run);
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
    int count = results().stream().mapToInt(result -> At.count(result, field)).sum();
    if (count == 0) {
      return before;
    }
    Line line = before.equals(Line.EMPTY) ? before : before.plus(",");
    return line.plus(icon, tone).plus(" " + count);
  }

  private List<JsonNode> results() {
    return At.node(run, "status", "metricResults").valueStream().toList();
  }

  /** The run in a sentence, then one for each metric, the worst first. */
  public List<Line> sentences() {
    List<Line> lines = new ArrayList<>();
    Health health = Health.ofRun(phase());
    String message = At.text(run, "status", "message");
    Line head = Line.of(At.name(run) + ": ").plus(health.word(), health.tone());
    lines.add(message.isEmpty() ? head : head.plus(": " + message));
    results().stream()
        .sorted(java.util.Comparator.comparing(result -> isGood(result)))
        .map(this::sentence)
        .forEach(lines::add);
    return lines;
  }

  /** The metric that decides: the first one that is not good, else the first. */
  public Optional<Line> verdict() {
    return results().stream()
        .min(java.util.Comparator.comparing(Measurements::isGood))
        .map(this::sentence);
  }

  String phase() {
    return At.text(run, "status", "phase");
  }

  private static boolean isGood(JsonNode result) {
    String phase = At.text(result, "phase");
    return phase.equals("Successful") || phase.equals("Running") || phase.equals("Pending");
  }

  /**
   * {@code success-rate Failed: last 0.91, success is result[0] >= 0.95; 3 measured, 1 good, 2
   * failed (limit 1)}. What the provider says of both versions stands in its own message.
   */
  private Line sentence(JsonNode result) {
    String name = At.text(result, "name");
    Health health = Health.ofRun(At.text(result, "phase"));
    Line line = Line.of(name + " ").plus(health.word(), health.tone());
    List<String> parts = new ArrayList<>();
    String message = At.text(result, "message");
    if (!message.isEmpty()) {
      parts.add(message);
    }
    last(result).ifPresent(parts::add);
    parts.add(counts(result, metric(name)));
    String dry = At.flag(result, "dryRun") ? " (dry run)" : "";
    return line.plus(dry + ": " + String.join("; ", parts));
  }

  private Optional<String> last(JsonNode result) {
    JsonNode measurements = result.path("measurements");
    if (measurements.isEmpty()) {
      return Optional.empty();
    }
    JsonNode last = measurements.get(measurements.size() - 1);
    String value = At.text(last, "value");
    String why = At.text(last, "message");
    if (value.isEmpty()) {
      return why.isEmpty() ? Optional.empty() : Optional.of("last: " + shortened(why));
    }
    return Optional.of("last " + shortened(value) + condition(metric(At.text(result, "name"))));
  }

  private static String condition(JsonNode metric) {
    String success = At.text(metric, "successCondition");
    String failure = At.text(metric, "failureCondition");
    String text = success.isEmpty() ? "" : ", good is " + success;
    return failure.isEmpty() ? text : text + ", bad is " + failure;
  }

  private static String counts(JsonNode result, JsonNode metric) {
    int failed = At.count(result, "failed");
    int wanted = number(metric, "count");
    StringBuilder text = new StringBuilder();
    text.append(At.count(result, "count")).append(wanted > 0 ? " of " + wanted : "");
    text.append(" measured, ").append(At.count(result, "successful")).append(" good");
    if (failed > 0) {
      text.append(", ").append(failed).append(" failed (limit ");
      text.append(number(metric, "failureLimit")).append(')');
    }
    int inconclusive = At.count(result, "inconclusive");
    text.append(inconclusive > 0 ? ", " + inconclusive + " inconclusive" : "");
    int errors = At.count(result, "error");
    return text.append(errors > 0 ? ", " + errors + " errors" : "").toString();
  }

  /** A number that may be written as text; 0 if it is neither. */
  private static int number(JsonNode metric, String field) {
    String text = metric.path(field).asText("");
    boolean digits =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    return digits ? Integer.parseInt(text) : 0;
  }

  private JsonNode metric(String name) {
    return At.node(run, "spec", "metrics")
        .valueStream()
        .filter(metric -> At.text(metric, "name").equals(name))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  /** The query of each metric that has one, as written in the template. */
  public List<Line> queries() {
    List<Line> lines = new ArrayList<>();
    for (JsonNode metric : At.node(run, "spec", "metrics")) {
      for (var provider : metric.path("provider").properties()) {
        String query = At.text(provider.getValue(), "query");
        String asked = query.isEmpty() ? At.text(provider.getValue(), "url") : query;
        String name = At.text(metric, "name") + " asks " + provider.getKey();
        lines.add(Line.of(asked.isEmpty() ? name : name + ": " + asked.strip()));
      }
    }
    return lines;
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
