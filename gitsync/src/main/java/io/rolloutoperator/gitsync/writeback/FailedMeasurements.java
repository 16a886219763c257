package io.rolloutoperator.gitsync.writeback;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.OneLine;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the analysis of a release measured and did not like, one line for each metric. Values are
 * told as the AnalysisRuns have them, where those of Secrets are hidden already; their messages,
 * which name addresses, are not told.
 *
 * <pre>
 * Metric error-rate of AnalysisRun my-app-5d8c-2: Failed; measured 0.1 (Successful,
 * 2026-03-01T12:00:00Z), 4.1 (Failed, 2026-03-01T12:01:00Z)
 * </pre>
 */
public final class FailedMeasurements {

  private static final Set<String> NOT_PASSED = Set.of("Failed", "Error", "Inconclusive");

  /** The last measurements of a metric: the one that was too much, and where it came from. */
  private static final int MEASUREMENTS = 3;

  private static final int LONGEST_VALUE = 80;

  private FailedMeasurements() {}

  /**
   * Lines about the runs of a Rollout that did not pass, oldest first.
   *
   * @param rollout name of the Rollout that owns them
   * @param runs AnalysisRuns, maybe of others too
   */
  public static List<String> of(String rollout, List<? extends JsonNode> runs) {
    return runs.stream()
        .filter(run -> isOf(rollout, run) && isNotPassed(run.path("status")))
        .sorted(Comparator.comparing(run -> run.at("/metadata/creationTimestamp").asText()))
        .flatMap(FailedMeasurements::lines)
        .toList();
  }

  private static boolean isOf(String rollout, JsonNode run) {
    return run.at("/metadata/ownerReferences")
        .valueStream()
        .anyMatch(
            owner ->
                owner.path("kind").asText().equals("Rollout")
                    && owner.path("name").asText().equals(rollout));
  }

  private static boolean isNotPassed(JsonNode judged) {
    return NOT_PASSED.contains(judged.path("phase").asText());
  }

  /** Metrics without effect failed without effect. */
  private static Stream<String> lines(JsonNode run) {
    String name = run.at("/metadata/name").asText();
    return run.at("/status/metricResults")
        .valueStream()
        .filter(metric -> isNotPassed(metric) && !metric.path("dryRun").asBoolean(false))
        .map(metric -> line(name, metric));
  }

  private static String line(String run, JsonNode metric) {
    List<JsonNode> measurements = metric.path("measurements").valueStream().toList();
    String measured =
        measurements.stream()
            .skip(Math.max(0, measurements.size() - MEASUREMENTS))
            .map(FailedMeasurements::measured)
            .collect(Collectors.joining(", "));
    return "Metric %s of AnalysisRun %s: %s%s"
        .formatted(
            metric.path("name").asText(),
            run,
            metric.path("phase").asText(),
            measured.isEmpty() ? "" : "; measured " + measured);
  }

  private static String measured(JsonNode measurement) {
    String value = OneLine.clean(measurement.path("value").asText(), LONGEST_VALUE);
    String when =
        measurement
            .path("finishedAt")
            .asText(measurement.path("startedAt").asText("at an unknown time"));
    return "%s (%s, %s)"
        .formatted(
            value.isEmpty() ? "nothing" : value, measurement.path("phase").asText("Running"), when);
  }
}
