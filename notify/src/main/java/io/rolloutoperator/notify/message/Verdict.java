package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.evidence.ArmValues;
import io.rolloutoperator.api.evidence.AskedMetric;
import io.rolloutoperator.api.evidence.MetricPairs;
import io.rolloutoperator.api.evidence.Versions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What an analysis has against a revision.
 *
 * @param metric that decided
 * @param sentence what people read, one line
 * @param canary what was measured of the new version, as the AnalysisRun has it
 * @param stable what was measured of the stable version, by the metric that decided or by the one
 *     that asks the same of the stable version; empty if neither did
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
   * @param rollout whose runs they are
   */
  public static Verdict of(List<JsonNode> analysisRuns, JsonNode rollout) {
    JsonNode status = rollout.path("status");
    String podHash = status.path("currentPodHash").asText();
    return analysisRuns.stream()
        .filter(run -> AGAINST.contains(phase(run)))
        .filter(run -> podHash.isEmpty() || podHash.equals(hash(run)))
        .filter(run -> !status.path("abort").asBoolean() || isReason(run, status))
        .max(Comparator.comparing(Verdict::created))
        .map(run -> of(run, Versions.of(rollout)))
        .orElse(NONE);
  }

  /** The message of an abort ends with the message of the run that it is for. */
  private static boolean isReason(JsonNode run, JsonNode status) {
    String said = run.at("/status/message").asText();
    return !said.isEmpty() && status.path("message").asText().endsWith(said);
  }

  private static Verdict of(JsonNode run, Versions versions) {
    for (JsonNode result : run.at("/status/metricResults")) {
      if (result.path("phase").asText().equals(phase(run)) && !result.path("dryRun").asBoolean()) {
        AskedMetric asked = AskedMetric.of(run.path("spec"), result);
        return ofMetric(result, asked, MetricPairs.of(AskedMetric.of(run), versions).values(asked));
      }
    }
    return new Verdict("", line(run.at("/status/message").asText()), "", "");
  }

  private static Verdict ofMetric(JsonNode result, AskedMetric asked, ArmValues values) {
    String text = asked.last().path("message").asText(result.path("message").asText());
    String said = text.isEmpty() ? measured(asked, values) : text;
    String head = "Metric \"%s\" %s".formatted(line(asked.name()), result.path("phase").asText());
    return new Verdict(
        line(asked.name()),
        said.isEmpty() ? head : head + ": " + line(said),
        line(values.canary()),
        line(values.stable()));
  }

  private static String measured(AskedMetric asked, ArmValues values) {
    if (values.isOfBoth()) {
      return "measured canary %s, stable %s".formatted(values.canary(), values.stable());
    }
    return asked.value().isEmpty() ? "" : "measured " + asked.value();
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
