package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.evidence.AskedMetric;
import io.rolloutoperator.api.evidence.MetricPairs;
import io.rolloutoperator.api.evidence.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one metric of an AnalysisRun asked, about which version, and what it measured. */
record MetricResult(JsonNode run, JsonNode result, Versions versions) {

  private static final int LONGEST_VALUE = 60;
  private static final int LAST_VALUES = 5;

  String name() {
    return At.text(result, "name");
  }

  boolean isGood() {
    String phase = At.text(result, "phase");
    return phase.equals("Successful") || phase.equals("Running") || phase.equals("Pending");
  }

  /** The metric as the run declares it; a missing node if it does not. */
  private JsonNode metric() {
    return AskedMetric.declared(run.path("spec"), name());
  }

  private AskedMetric asked() {
    return AskedMetric.of(run.path("spec"), result);
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
    AskedMetric asked = asked();
    String why = At.text(asked.last(), "message");
    Optional<String> compared = compared(asked);
    if (compared.isPresent()) {
      return At.text(result, "message").isEmpty() ? compared : Optional.empty();
    }
    if (asked.value().isEmpty()) {
      return why.isEmpty() ? Optional.empty() : Optional.of("last: " + shortened(why));
    }
    String other =
        MetricPairs.of(all.stream().map(MetricResult::asked).toList(), versions)
            .counterpart(asked)
            .flatMap(
                metric -> lastValue(metric).map(text -> ", %s (%s)".formatted(text, metric.name())))
            .orElse("");
    return Optional.of(lastValue(asked).orElse("") + other + condition());
  }

  /** {@code canary last [0.98]}. */
  private Optional<String> lastValue(AskedMetric metric) {
    return metric.value().isEmpty()
        ? Optional.empty()
        : Optional.of(words(metric) + "last " + shortened(metric.value()));
  }

  /** As the beginning of what was measured, with a space behind it unless it is empty. */
  private String words(AskedMetric metric) {
    return switch (metric.subject(versions)) {
      case CANARY -> "canary ";
      case STABLE -> "stable ";
      case BOTH -> "canary against stable ";
      case UNKNOWN -> "";
    };
  }

  /** A metric that compares the versions keeps what it counted of each beside its value. */
  private static Optional<String> compared(AskedMetric metric) {
    return metric
        .compared()
        .map(
            values ->
                "canary %s, stable %s"
                    .formatted(shortened(values.canary()), shortened(values.stable())));
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
              AskedMetric asked = asked();
              String about = words(asked).strip();
              String who = name() + (about.isEmpty() ? "" : " (" + about + ")");
              String query = asked.query().isEmpty() ? "" : ": " + asked.query();
              return Line.of(who + " asks " + provider.getKey() + query);
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
    String value =
        compared(new AskedMetric("", "", measurement))
            .orElse(shortened(At.text(measurement, "value")));
    return phase.equals("Successful") || phase.isEmpty() ? value : value + " " + phase;
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
