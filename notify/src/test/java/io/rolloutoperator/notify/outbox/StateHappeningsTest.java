package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateHappeningsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-04T15:10:00Z");

  private static JsonNode tree(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static List<String> happened(String status, String... runs) throws Exception {
    List<JsonNode> trees = new java.util.ArrayList<>();
    for (String run : runs) {
      trees.add(tree(run));
    }
    return StateHappenings.of(tree("{'status': " + status + "}"), trees, NOW).stream()
        .map(each -> each.reason() + " " + each.occurrence())
        .toList();
  }

  @Test
  void anAbortIsToldByItsTime() throws Exception {
    assertThat(happened("{'abort': true, 'abortedAt': '2026-03-04T15:05:00Z'}"))
        .containsExactly("RolloutAborted 2026-03-04T15:05:00Z");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no abort            | {'abort': false, 'abortedAt': '2026-03-04T15:05:00Z'}
          an old abort        | {'abort': true, 'abortedAt': '2026-03-04T14:59:59Z'}
          no time             | {'abort': true}
          no valid time       | {'abort': true, 'abortedAt': 'soon'}
          a condition not met | {'conditions': [{'type': 'Completed', 'status': 'False', 'lastTransitionTime': '2026-03-04T15:05:00Z'}]}
          nothing             | {}
          """)
  void nothingIsMadeUp(String what, String status) throws Exception {
    assertThat(happened(status)).as(what).isEmpty();
  }

  @Test
  void aPauseIsToldByItsBeginAndACompletionOncePerRevision() throws Exception {
    assertThat(
            happened(
                """
                {'pauseConditions': [{'reason': 'CanaryPauseStep', 'startTime': '2026-03-04T15:06:00Z'}],
                 'conditions': [{'type': 'Completed', 'status': 'True', 'lastTransitionTime': '2026-03-04T15:05:00Z'}]}
                """))
        .containsExactly("RolloutCompleted ", "RolloutPaused 2026-03-04T15:06:00Z");
  }

  @Test
  void runsAreToldByTheirNamesInTheOrderOfTime() throws Exception {
    assertThat(
            happened(
                "{}",
                """
                {'metadata': {'name': 'b'}, 'status': {'phase': 'Running', 'startedAt': '2026-03-04T15:08:00Z'}}
                """,
                """
                {'metadata': {'name': 'a'}, 'status': {'phase': 'Failed', 'startedAt': '2026-03-04T15:01:00Z',
                 'completedAt': '2026-03-04T15:07:00Z'}}
                """))
        .containsExactly("AnalysisRunRunning a", "AnalysisRunFailed a", "AnalysisRunRunning b");
  }

  @Test
  void eventsThatTheStateTellsAreCovered() {
    assertThat(List.of("RolloutAborted", "AnalysisRunFailed", "RolloutCompleted"))
        .allMatch(StateHappenings::covers);
    assertThat(List.of("RolloutStepCompleted", "RolloutUpdated", "ScalingReplicaSet"))
        .noneMatch(StateHappenings::covers);
  }
}
