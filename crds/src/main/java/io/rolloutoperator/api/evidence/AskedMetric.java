package io.rolloutoperator.api.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.api.evidence.Versions.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one metric of an AnalysisRun asked, and what it measured last.
 *
 * @param name of the metric
 * @param query as it was sent, or as the template has it, with the values of its arguments; empty
 *     for one without
 * @param last its newest measurement; a missing node before the first
 */
public record AskedMetric(String name, String query, JsonNode last) {

  private static final String CANARY = "canary";
  private static final String STABLE = "stable";

  /** What names of metrics call a version; without it the two of a pair have one name. */
  private static final Set<String> VERSION_WORDS =
      Set.of(CANARY, STABLE, "preview", "active", "latest", "baseline", "new", "old");

  /** Every metric that has a result, in their order. */
  public static List<AskedMetric> of(JsonNode run) {
    return run.path("status")
        .path("metricResults")
        .valueStream()
        .map(result -> of(run.path("spec"), result))
        .toList();
  }

  /**
   * One metric.
   *
   * @param spec of the AnalysisRun
   * @param result one of {@code status.metricResults}
   */
  public static AskedMetric of(JsonNode spec, JsonNode result) {
    JsonNode measurements = result.path("measurements");
    return new AskedMetric(
        text(result.path("name")), query(spec, result), measurements.path(measurements.size() - 1));
  }

  /** The metric as the run declares it; a missing node if it does not. */
  public static JsonNode declared(JsonNode spec, String name) {
    return spec.path("metrics")
        .valueStream()
        .filter(metric -> text(metric.path("name")).equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static String query(JsonNode spec, JsonNode result) {
    String sent = text(result.path("metadata").path("ResolvedPrometheusQuery"));
    if (!sent.isEmpty()) {
      return sent.strip();
    }
    for (JsonNode provider : declared(spec, text(result.path("name"))).path("provider")) {
      String query = text(provider.path("query"));
      String asked = query.isEmpty() ? text(provider.path("url")) : query;
      if (!asked.isEmpty()) {
        return withArguments(spec, asked.strip());
      }
    }
    return "";
  }

  private static String withArguments(JsonNode spec, String text) {
    String filled = text;
    for (JsonNode argument : spec.path("args")) {
      String name = "args." + text(argument.path("name"));
      String value = text(argument.path("value"));
      if (!value.isEmpty()) {
        filled = filled.replace("{{" + name + "}}", value).replace("{{ " + name + " }}", value);
      }
    }
    return filled;
  }

  /** The version that the query names, or, if it names none, the name of the metric. */
  public Subject subject(Versions versions) {
    Subject asked = versions.subject(query);
    if (asked != Subject.UNKNOWN) {
      return asked;
    }
    List<String> words = words().toList();
    boolean canary = words.contains(CANARY);
    boolean stable = words.contains(STABLE);
    if (canary == stable) {
      return Subject.UNKNOWN;
    }
    return canary ? Subject.CANARY : Subject.STABLE;
  }

  /** The last value as the AnalysisRun has it; empty if there is none. */
  public String value() {
    return text(last.path("value"));
  }

  /** What a metric that compares the versions itself keeps of each beside its value. */
  public Optional<ArmValues> compared() {
    JsonNode metadata = last.path("metadata");
    ArmValues values = new ArmValues(text(metadata.path(CANARY)), text(metadata.path(STABLE)));
    return values.isOfBoth() ? Optional.of(values) : Optional.empty();
  }

  /** The name without the word for the version. */
  String unversioned() {
    return words().filter(word -> !VERSION_WORDS.contains(word)).collect(Collectors.joining("-"));
  }

  private Stream<String> words() {
    return Stream.of(name.toLowerCase(Locale.ROOT).replace('_', '-').split("-", -1));
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }
}
