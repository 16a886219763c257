package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a metric says decides whether an update goes on, as a step and in the background. */
@RequiresCluster
@ExpectWarnings({
  "RolloutAborted",
  "AnalysisRunFailed",
  "AnalysisRunError",
  "MetricFailed",
  "MetricError"
})
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // begins early, as it takes long
class AnalysisIT {
  private static final ScriptedPrometheus prometheus = ScriptedPrometheus.open();

  private final TestNamespace namespace;
  private final JudgedRollouts judged;

  AnalysisIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.judged = new JudgedRollouts(namespace, prometheus);
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
  }

  @AfterAll
  static void close() {
    prometheus.close();
  }

  /** Releases v2 with two pauses and goes past the first; nothing was asked until then. */
  private LiveRollout judgedInBackground(String name, String metric, String... answers) {
    LiveRollout rollout = judged.inBackground(name, metric, answers);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    assertThat(rollout.analysisRuns()).as("runs before the starting step").isEmpty();
    assertThat(prometheus.asked(name)).isZero();
    rollout.promote();
    return rollout;
  }

  @Test
  void aSuccessfulStepGoesOnAfterExactlyAsManyQueriesAsItsCount() {
    LiveRollout rollout = judged.byStep("good", "count: 3, interval: 1s", "1", "0.97", "1");
    rollout.awaitPausedAt(2);
    LiveRun run = onlyRun(rollout, "Successful");
    assertThat(run.values()).containsExactly("[1]", "[0.97]", "[1]");
    assertThat(run.number("successful")).isEqualTo(3);
    assertThat(prometheus.asked("good")).isEqualTo(3);
    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(prometheus.asked("good")).isEqualTo(3);
  }

  @Test
  void aFailedStepAbortsWithTheReasonInTheStatusAndAsAWarning() {
    LiveRollout rollout = judged.byStep("bad", "count: 3, interval: 1s", "1", "0.5");
    String reason =
        "Rollout aborted update to revision 2: Step-based analysis phase error/failed: Metric \"m\""
            + " assessed Failed due to failed (1) > failureLimit (0)";
    rollout.awaitPhase("Degraded");
    assertThat(rollout.message()).isEqualTo("RolloutAborted: " + reason);
    rollout.await("only stable pods", _ -> rollout.scales().equals("1=2 2=0"));
    namespace.await("Warning", () -> warnings("bad", "RolloutAborted").equals(List.of(reason)));
    assertThat(warnings("bad", "AnalysisRunFailed")).hasSize(1);
    assertThat(onlyRun(rollout, "Failed").values()).containsExactly("[1]", "[0.5]");
    assertThat(prometheus.asked("bad")).isEqualTo(2);
  }

  @Test
  void anInconclusiveStepPausesUntilAPersonPromotes() {
    LiveRollout rollout = judged.byStep("unsure", "count: 1", "0.92");
    rollout.awaitPausedAt(1);
    assertThat(rollout.message()).isEqualTo("InconclusiveAnalysisRun");
    assertThat(onlyRun(rollout, "Inconclusive").number("inconclusive")).isEqualTo(1);
    rollout.promote();
    rollout.awaitPausedAt(2);
    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(LiveRun.of(rollout)).hasSize(1);
    assertThat(prometheus.asked("unsure")).isEqualTo(1);
  }

  @Test
  void errorsWithinTheLimitAreTriedAgainAndDoNotCount() {
    LiveRollout rollout =
        judged.byStep(
            "flaky",
            "count: 2, interval: 1s, consecutiveErrorLimit: 1",
            ScriptedPrometheus.BROKEN,
            "1");
    rollout.awaitPausedAt(2);
    LiveRun run = onlyRun(rollout, "Successful");
    assertThat(run.number("error")).isEqualTo(1);
    assertThat(run.number("successful")).isEqualTo(2);
    assertThat(prometheus.asked("flaky")).isEqualTo(3);
  }

  @Test
  void errorsBeyondTheLimitAbort() {
    LiveRollout rollout =
        judged.byStep("broken", "count: 2, interval: 1s, consecutiveErrorLimit: 0", "broken");
    rollout.awaitPhase("Degraded");
    assertThat(rollout.message())
        .isEqualTo(
            "RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase"
                + " error/failed: Metric \"m\" assessed Error due to consecutiveErrors (1) >"
                + " consecutiveErrorLimit (0): \"Error Message: server_error: server error: 500\"");
    onlyRun(rollout, "Error");
    assertThat(prometheus.asked("broken")).isEqualTo(1);
  }

  @Test
  void backgroundAnalysisStartsAtItsStepAndIsEndedByThePromotion() {
    LiveRollout rollout = judgedInBackground("steady", "interval: 1s", "1");
    rollout.awaitPausedAt(3);
    rollout.await("two measurements", _ -> onlyRun(rollout, "Running").values().size() >= 2);
    rollout.promote();
    rollout.awaitPhase("Healthy");
    rollout.await("the run ended", _ -> onlyRun(rollout, "Successful") != null);
    assertThat(onlyRun(rollout, "Successful").message()).isEqualTo("Run Terminated");
  }

  @Test
  void backgroundAnalysisThatSucceedsAsksAsOftenAsItsCountAndEndsNoPause() {
    LiveRollout rollout = judgedInBackground("counted", "count: 2, interval: 1s", "1");
    rollout.awaitPausedAt(3);
    rollout.await("the run succeeded", _ -> onlyRun(rollout, "Successful") != null);
    assertThat(rollout.step()).isEqualTo(3);
    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(LiveRun.of(rollout)).hasSize(1);
    assertThat(prometheus.asked("counted")).isEqualTo(2);
  }

  @Test
  void backgroundAnalysisThatFailsAbortsInThePause() {
    LiveRollout rollout =
        judgedInBackground("worse", "interval: 1s, failureLimit: 1", "1", "0.1", "0.1");
    rollout.awaitPhase("Degraded");
    assertThat(rollout.message())
        .isEqualTo(
            "RolloutAborted: Rollout aborted update to revision 2: Background analysis phase"
                + " error/failed: Metric \"m\" assessed Failed due to failed (2) > failureLimit"
                + " (1)");
    rollout.await("only stable pods", _ -> rollout.scales().equals("1=4 2=0"));
    assertThat(onlyRun(rollout, "Failed").values()).containsExactly("[1]", "[0.1]", "[0.1]");
    assertThat(prometheus.asked("worse")).isEqualTo(3);
  }

  @Test
  void inconclusiveBackgroundAnalysisPausesAndAPromoteAsksAgain() {
    judged.script("doubt", "count: 1", "0.92", "1");
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            "doubt",
            2,
            "{steps: [{setWeight: 50}, {pause: {}}, {setWeight: 100}, {pause: {}}],"
                + " analysis: {templates: [{templateName: doubt}], startingStep: 1}}");
    rollout.version("v2");
    rollout.await(
        "paused by the analysis too",
        seen -> seen.path("status").path("pauseConditions").toString().contains("Inconclusive"));
    assertThat(onlyRun(rollout, "Inconclusive").number("inconclusive")).isEqualTo(1);
    rollout.promote();
    rollout.awaitPausedAt(3);
    rollout.await(
        "a second run succeeded",
        _ ->
            LiveRun.of(rollout).stream()
                .map(LiveRun::phase)
                .toList()
                .equals(List.of("Inconclusive", "Successful")));
    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(prometheus.asked("doubt")).isEqualTo(2);
  }

  private static LiveRun onlyRun(LiveRollout rollout, String phase) {
    List<LiveRun> runs = LiveRun.of(rollout);
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().phase()).as(runs.getFirst().message()).isEqualTo(phase);
    return runs.getFirst();
  }

  private List<String> warnings(String rollout, String reason) {
    return namespace.events().stream()
        .filter(event -> event.path("type").asText().equals("Warning"))
        .filter(event -> event.path("reason").asText().equals(reason))
        .filter(event -> event.path("involvedObject").path("name").asText().equals(rollout))
        .map((JsonNode event) -> event.path("message").asText())
        .toList();
  }
}
