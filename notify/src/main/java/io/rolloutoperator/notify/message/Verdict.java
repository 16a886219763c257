package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What an analysis has against a revision.
 *
 * @param metric that decided
 * @param sentence what people read, one line
 * @param canary what was measured of the new version, as the AnalysisRun has it
 * @param stable what was measured of the stable version; empty if it was not compared
 */
public record Verdict(String metric, String sentence, String canary, String stable) {

  /** No analysis has anything against it. */
  public static final Verdict NONE = new Verdict("", "", "", "");

  private static final String HASH = "rollouts-pod-template-hash";
  private static final Set<String> AGAINST = Set.of("Failed", "Error", "Inconclusive");
  private static final int LONGEST = 1000;

  /**
   * That of the newest run that did not succeed and counts: if the release is aborted, the abort
   * must be for its reason. Somebody who aborts after a retry has reasons of their own.
   *
   * @param analysisRuns of a Rollout, in any order
   * @param status of the Rollout
   */
  public static Verdict of(List<JsonNode> analysisRuns, JsonNode status) {
    String podHash = status.path("currentPodHash").asText();
    return analysisRuns.stream()
        .filter(run -> AGAINST.contains(phase(run)))
        .filter(run -> podHash.isEmpty() || podHash.equals(hash(run)))
        .filter(run -> !status.path("abort").asBoolean() || isReason(run, status))
        .max(Comparator.comparing(Verdict::created))
        .map(Verdict::of)
        .orElse(NONE);
  }

  /** The message of an abort ends with the message of the run that it is for. */
  private static boolean isReason(JsonNode run, JsonNode status) {
    String said = run.at("/status/message").asText();
    return !said.isEmpty() && status.path("message").asText().endsWith(said);
  }

  private static Verdict of(JsonNode run) {
    for (JsonNode result : run.at("/status/metricResults")) {
      if (result.path("phase").asText().equals(phase(run)) && !result.path("dryRun").asBoolean()) {
        return ofMetric(result);
      }
    }
    return new Verdict("", line(run.at("/status/message").asText()), "", "");
  }

  private static Verdict ofMetric(JsonNode result) {
    JsonNode last = last(result.path("measurements"));
    String name = result.path("name").asText();
    String value = line(last.path("value").asText());
    String text = line(last.path("message").asText(result.path("message").asText()));
    String said = text.isEmpty() && !value.isEmpty() ? "measured " + value : text;
    return new Verdict(
        name,
        "Metric \"%s\" %s%s"
            .formatted(name, result.path("phase").asText(), said.isEmpty() ? "" : ": " + said),
        line(last.at("/metadata/canary").asText(value)),
        line(last.at("/metadata/stable").asText()));
  }

  private static JsonNode last(JsonNode list) {
    return list.isEmpty() ? MissingNode.getInstance() : list.get(list.size() - 1);
  }

  private static String phase(JsonNode run) {
    return run.at("/status/phase").asText();
  }

  private static String hash(JsonNode run) {
    return run.path("metadata").path("labels").path(HASH).asText();
  }

  private static String created(JsonNode run) {
    return run.at("/metadata/creationTimestamp").asText();
  }

  private static String line(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ').strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
