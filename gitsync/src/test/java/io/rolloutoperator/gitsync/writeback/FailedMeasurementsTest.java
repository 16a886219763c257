package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a request says about the measurements that ended a release. */
class FailedMeasurementsTest {

  private static final String FAILED =
      """
      metadata:
        name: my-app-5d8c-2
        creationTimestamp: "2026-03-01T12:00:00Z"
        ownerReferences: [{kind: Rollout, name: my-app}]
      status:
        phase: Failed
        metricResults:
        - {name: latency, phase: Successful, measurements: [{phase: Successful, value: "[12]"}]}
        - name: error-rate
          phase: Failed
          message: "http://prometheus.internal said so"
          measurements:
          - {phase: Successful, value: "0.1", finishedAt: "2026-03-01T12:00:00Z"}
          - {phase: Successful, value: "0.2", finishedAt: "2026-03-01T12:01:00Z"}
          - {phase: Error, message: "no route to prometheus.internal", startedAt: "2026-03-01T12:02:00Z"}
          - {phase: Failed, value: "4.1", finishedAt: "2026-03-01T12:03:00Z"}
        - {name: tried, phase: Failed, dryRun: true, measurements: [{phase: Failed, value: "7"}]}
      """;

  private static final String LINE =
      "Metric error-rate of AnalysisRun my-app-5d8c-2: Failed; measured"
          + " 0.2 (Successful, 2026-03-01T12:01:00Z),"
          + " nothing (Error, 2026-03-01T12:02:00Z),"
          + " 4.1 (Failed, 2026-03-01T12:03:00Z)";

  @Test
  void aMetricThatFailedIsToldWithItsLastThreeMeasurements() {
    assertThat(lines(FAILED)).containsExactly(LINE);
  }

  @Test
  void theOldestRunIsToldFirst() {
    String later =
        FAILED
            .replace("5d8c-2", "5d8c-2.1")
            .replace("creationTimestamp: \"2026-03-01T12", "creationTimestamp: \"2026-03-01T13");

    assertThat(lines(later, FAILED))
        .containsExactly(LINE, LINE.replace("my-app-5d8c-2", "my-app-5d8c-2.1"));
  }

  @Test
  void runsThatPassedOrAreOfOthersAreNotTold() {
    assertThat(
            lines(
                FAILED.replace("  phase: Failed\n  metric", "  phase: Successful\n  metric"),
                FAILED.replace("name: my-app}", "name: other}"),
                FAILED.replace("kind: Rollout", "kind: Experiment")))
        .isEmpty();
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    assertThat(
            lines(
                "{kind: AnalysisRun}",
                "{metadata: 7, status: []}",
                FAILED.replaceAll(
                    "(?s)metricResults:.*", "metricResults: {a: [1], b: {phase: 7}}")))
        .isEmpty();
  }

  @Test
  void aLongValueIsCutAndStaysInOneLine() {
    assertThat(lines(FAILED.replace("\"4.1\"", "\"a\\n@all " + "b".repeat(2_000) + "\"")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(", a @all bbb")
                    .contains("bbb... (Failed")
                    .hasSizeLessThan(400));
  }

  @Test
  void theRequestHasThemInABlockAndTheCommitOnlyTheVerdict() {
    BadRelease release =
        new BadRelease(
            "shop", "my-app", "0f1e2d3", "1a2b3c4", "h", "b", List.of("error rate"), lines(FAILED));

    assertThat(PullRequestText.body(release, "", new TreeSet<>()))
        .contains(
            " was aborted:\n\n    error rate\n\nWhat its analysis measured:\n\n    "
                + LINE
                + "\n\n");
    assertThat(CommitMessage.of(release, "i")).contains("- error rate\n").doesNotContain("Metric");
  }

  private static List<String> lines(String... runs) {
    List<JsonNode> parsed =
        List.of(runs).stream().<JsonNode>map(run -> Json.yaml(run).getFirst()).toList();
    return FailedMeasurements.of("my-app", parsed);
  }
}
