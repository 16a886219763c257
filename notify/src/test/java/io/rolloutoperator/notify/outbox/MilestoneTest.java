package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MilestoneTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static JsonNode rollout(String milestone, Duration age, boolean abort) {
    String[] parts = milestone.split("/", -1);
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"metadata": {"annotations": {"rollout.argoproj.io/revision": "%s"}},
               "spec": {"strategy": {"canary": {"steps": [{}, {}, {}, {}]}}},
               "status": {"currentStepIndex": %s, "abort": %s,
                          "conditions": [{"type": "Progressing", "lastUpdateTime": "%s"}]}}
              """
                  .formatted(parts[0], parts[1], abort, NOW.minus(age)));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Milestone milestone(String text) {
    return Milestone.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # stored | is now | missed
          2/1      | 2/1    | ''
          2/1      | 2/2    | RolloutStepCompleted 2
          2/0      | 2/3    | RolloutStepCompleted 1, RolloutStepCompleted 2, RolloutStepCompleted 3
          2/3      | 2/4    | RolloutStepCompleted 4
          2/1      | 3/0    | RolloutUpdated
          2/1      | 3/1    | RolloutUpdated, RolloutStepCompleted 1
          # a full promotion, and a rollback
          2/1      | 2/4    | ''
          2/1      | 3/4    | RolloutUpdated
          # an abort, and somebody else's work
          2/3      | 2/0    | ''
          3/1      | 2/2    | ''
          """)
  void whatIsFurtherThanWasStoredWasMissed(String stored, String now, String missed) {
    assertThat(milestone(stored).missed(rollout(now, Duration.ofSeconds(5), false), NOW))
        .extracting(happening -> (happening.reason() + " " + happening.occurrence()).strip())
        .isEqualTo(missed.isEmpty() ? List.of() : List.of(missed.split(", ")));
  }

  @Test
  void whatIsOldIsHistory() {
    assertThat(milestone("2/1").missed(rollout("3/2", Duration.ofMinutes(11), false), NOW))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2/3 | RolloutUpdated       | Rollout updated to revision 17                    | 17/0
          2/3 | RolloutStepCompleted | Rollout step 4/10 completed (setWeight: 50)       | 2/4
          2/3 | RolloutStepCompleted | Rollout step 1/10 completed (pause)               | 2/1
          2/3 | RolloutUpdated       | something else                                    | 2/3
          2/3 | RolloutStepCompleted | Rollout step 99999999999999999999/1 completed (x) | 2/999999999
          2/3 | ScalingReplicaSet    | Scaled up ReplicaSet x (revision 9) from 1 to 2   | 2/3
          """)
  void anEventTakesItFurther(String before, String reason, String message, String after) {
    assertThat(milestone(before).after(reason, message)).isEqualTo(milestone(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # before | state | aborted | after
          2/1      | 2/2   | false   | 2/2
          2/2      | 2/1   | false   | 2/2
          2/2      | 2/0   | true    | 2/0
          2/2      | 3/1   | false   | 3/1
          3/0      | 2/2   | false   | 3/0
          """)
  void theStateMayBeAheadOrBehind(String before, String state, boolean aborted, String after) {
    assertThat(milestone(before).beside(rollout(state, Duration.ZERO, aborted)))
        .isEqualTo(milestone(after));
  }

  @ParameterizedTest
  @CsvSource({"''", "2", "a/b", "2/", "/1", "99999999999999999999/1"})
  void aBrokenAnnotationIsNone(String text) {
    assertThat(Milestone.parse(text)).isEmpty();
  }

  @Test
  void itOutlivesTheProcess() {
    assertThat(milestone(new Milestone(7, 3).text())).isEqualTo(new Milestone(7, 3));
  }
}
