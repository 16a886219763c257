package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one metric of an AnalysisRun asked, about which version, and what it measured. */
record MetricResult(JsonNode run, JsonNode result, Versions versions) {

  private static final int LONGEST_VALUE = 60;
  private static final int LAST_VALUES = 5;

  /** What names of metrics call a version; without it the two of a pair have one name. */
  private static final Set<String> VERSION_WORDS =
      Set.of("canary", "stable", "preview", "active", "latest", "baseline", "new", "old");

  String name() {
    return At.text(result, "name");
  }

  boolean isGood() {
    String phase = At.text(result, "phase");
    return phase.equals("Successful") || phase.equals("Running") || phase.equals("Pending");
  }

  /** The metric as the run declares it; a missing node if it does not. */
  private JsonNode metric() {
    return At.node(run, "spec", "metrics")
        .valueStream()
        .filter(metric -> At.text(metric, "name").equals(name()))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** The query as it was sent, or as the template has it, with the values of its arguments. */
  private String query() {
    String sent = At.text(result, "metadata", "ResolvedPrometheusQuery");
    if (!sent.isEmpty()) {
      return sent.strip();
    }
    for (JsonNode provider : metric().path("provider")) {
      String query = At.text(provider, "query");
      String asked = query.isEmpty() ? At.text(provider, "url") : query;
      if (!asked.isEmpty()) {
        return withArguments(asked.strip());
      }
    }
    return "";
  }

  private String withArguments(String text) {
    String filled = text;
    for (JsonNode argument : At.node(run, "spec", "args")) {
      String name = "args." + At.text(argument, "name");
      String value = At.text(argument, "value");
      if (!value.isEmpty()) {
        filled = filled.replace("{{" + name + "}}", value).replace("{{ " + name + " }}", value);
      }
    }
    return filled;
  }

  private Versions.Subject subject() {
    return versions.subject(query());
  }

  /** The metric of the same run that asks the same of the other version, if there is one. */
  private Optional<MetricResult> counterpart(List<MetricResult> all) {
    List<MetricResult> others =
        all.stream().filter(other -> other.subject().isOtherThan(subject())).toList();
    return others.stream()
        .filter(other -> other.unversioned().equals(unversioned()))
        .findFirst()
        .or(() -> others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty());
  }

  private String unversioned() {
    return Stream.of(name().replace('_', '-').split("-", -1))
        .filter(word -> !VERSION_WORDS.contains(word))
        .collect(Collectors.joining("-"));
  }

  /**
   * {@code success-rate Failed: canary last 0.91, stable last 0.99 (success-rate-stable), good is
   * result[0] >= 0.95; 3 measured, 1 good, 2 failed (limit 1)}.
   *
   * @param all of the run
   */
  Line sentence(List<MetricResult> all) {
    Health health = Health.ofRun(At.text(result, "phase"));
    Line line = Line.of(name() + " ").plus(health.word(), health.tone());
    List<String> parts = new ArrayList<>();
    String message = At.text(result, "message");
    if (!message.isEmpty()) {
      parts.add(message);
    }
    measured(all).ifPresent(parts::add);
    parts.add(counts());
    String dry = At.flag(result, "dryRun") ? " (dry run)" : "";
    return line.plus(dry + ": " + String.join("; ", parts));
  }

  /** The numbers of both versions, as far as they are known, and the rule. */
  private Optional<String> measured(List<MetricResult> all) {
    JsonNode last = last();
    String value = At.text(last, "value");
    String why = At.text(last, "message");
    Optional<String> compared = compared(last);
    if (compared.isPresent()) {
      return At.text(result, "message").isEmpty() ? compared : Optional.empty();
    }
    if (value.isEmpty()) {
      return why.isEmpty() ? Optional.empty() : Optional.of("last: " + shortened(why));
    }
    String other =
        counterpart(all)
            .flatMap(
                metric -> metric.lastValue().map(text -> ", " + text + " (" + metric.name() + ")"))
            .orElse("");
    return Optional.of(lastValue().orElse("") + other + condition());
  }

  private JsonNode last() {
    JsonNode measurements = result.path("measurements");
    return measurements.path(measurements.size() - 1);
  }

  /** {@code canary last [0.98]}. */
  private Optional<String> lastValue() {
    String value = At.text(last(), "value");
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(subject().words() + "last " + shortened(value));
  }

  /** A metric that compares the versions keeps what it counted of each beside its value. */
  private static Optional<String> compared(JsonNode measurement) {
    String canary = At.text(measurement, "metadata", "canary");
    String stable = At.text(measurement, "metadata", "stable");
    return canary.isEmpty() || stable.isEmpty()
        ? Optional.empty()
        : Optional.of("canary %s, stable %s".formatted(shortened(canary), shortened(stable)));
  }

  private String condition() {
    String success = At.text(metric(), "successCondition");
    String failure = At.text(metric(), "failureCondition");
    String text = success.isEmpty() ? "" : ", good is " + success;
    return failure.isEmpty() ? text : text + ", bad is " + failure;
  }

  private String counts() {
    JsonNode metric = metric();
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

  /** {@code success-rate (canary) asks prometheus: sum(…)}; empty for one without a provider. */
  Optional<Line> question() {
    return metric().path("provider").properties().stream()
        .findFirst()
        .map(
            provider -> {
              String about = subject().words().strip();
              String who = name() + (about.isEmpty() ? "" : " (" + about + ")");
              String asked = query().isEmpty() ? "" : ": " + query();
              return Line.of(who + " asks " + provider.getKey() + asked);
            });
  }

  /**
   * {@code success-rate measured [0.99], [0.91] Failed}: the last values, the newest at the end.
   */
  Optional<Line> numbers() {
    List<JsonNode> measurements =
        result
            .path("measurements")
            .valueStream()
            .filter(measurement -> !At.text(measurement, "value").isEmpty())
            .toList();
    if (measurements.isEmpty()) {
      return Optional.empty();
    }
    int hidden = Math.max(0, measurements.size() - LAST_VALUES);
    String values =
        measurements.stream()
            .skip(hidden)
            .map(MetricResult::number)
            .collect(Collectors.joining(", "));
    return Optional.of(Line.of(name() + " measured " + (hidden > 0 ? "…, " : "") + values));
  }

  private static String number(JsonNode measurement) {
    String phase = At.text(measurement, "phase");
    String value = compared(measurement).orElse(shortened(At.text(measurement, "value")));
    return phase.equals("Successful") || phase.isEmpty() ? value : value + " " + phase;
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
