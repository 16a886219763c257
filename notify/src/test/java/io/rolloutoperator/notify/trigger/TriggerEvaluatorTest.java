package io.rolloutoperator.notify.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.message.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerEvaluatorTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final Map<String, Value> VARIABLES =
      Variables.of(
          json(
              """
              {"metadata": {"name": "shop", "annotations": {"team": "a"}, "labels": {"app": "shop"}},
               "spec": {"replicas": 5, "template": {"spec": {"containers":
                 [{"image": "argoproj/rollouts-demo:purple"}]}}},
               "status": {"phase": "Degraded", "abortedAt": "2026-03-04T14:59:05Z", "currentStepIndex": 2,
                 "conditions": [{"type": "Healthy", "status": "True"}], "pauseConditions": null}}
              """),
          List.of(json("{\"status\": {\"phase\": \"Failed\"}}")),
          NotificationConfig.NONE);

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConditionResult result(String when, String oncePer) {
    return TriggerEvaluator.evaluate(
            List.of(new TriggerCondition(when, oncePer, "", List.of("t"))), VARIABLES, NOW)
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rollout.spec.template.spec.containers[0].image == 'argoproj/rollouts-demo:purple' | true",
        "rollout.status.phase in ['Degraded', 'Paused'] | true",
        "rollout.spec.replicas == 5 | true",
        "rollout.spec.replicas > 5 | false",
        "rollout.metadata.labels.app == rollout.metadata.name | true",
        "rollout.metadata.annotations['team'] != nil and rollout.status.currentStepIndex >= 2 | true",
        "rollout.missing == nil | true",
        "nothing == nil | true",
        "rollout?.status?.missing?.deeper == nil | true",
        "any(rollout.status.conditions, {.type == 'Healthy' && .status == 'True'}) | true",
        "len(filter(analysisRuns, {.status.phase == 'Failed'})) == 1 | true",
        "time.Now().Sub(time.Parse(rollout.status.abortedAt)).Minutes() >= 5 | true",
        "time.Now().Sub(time.Parse(rollout.status.abortedAt)).Minutes() > 5 | false",
        "let phase = rollout.status.phase; phase == 'Degraded' | true",
        "$env['rollout'].spec.replicas == 5 | true",
        "rollout.metadata.name matches '^sh' | true",
        "rollout.metadata.name startsWith 'sh' ? true : false | true",
        "`text` | false",
        "true | true"
      })
  void aConditionIsJudgedOnTheRollout(String when, boolean triggered) {
    ConditionResult result = result(when, "");

    assertThat(result.triggered()).isEqualTo(triggered);
    assertThat(result.problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rollout.status.phase. | when: expected name",
        "rollout.missing.deeper == 1 | when: cannot fetch deeper from <nil>",
        "time.Parse('nonsense') == nil | when: parsing time \"nonsense\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"nonsense\" as \"2006\"",
        "'a' == 1 | when: invalid operation: == (mismatched types string and int)",
        "nosuch(1) | when: "
      })
  void aConditionThatCannotBeJudgedDoesNotTriggerAndSaysWhy(String when, String problem) {
    ConditionResult result = result(when, "");

    assertThat(result.triggered()).isFalse();
    assertThat(result.problem()).hasValueSatisfying(text -> assertThat(text).startsWith(problem));
  }

  @Test
  void aConditionWithoutAnExpressionIsLeftToTheEvent() {
    assertThat(result("", "").isByEvent()).isTrue();
    assertThat(result("", "").triggered()).isFalse();
  }

  @Test
  void oncePerIsTheTextOfAValue() {
    assertThat(result("true", "rollout.metadata.name").oncePer()).isEqualTo("shop");
    assertThat(result("true", "rollout.spec.replicas").oncePer()).isEqualTo("5");
    assertThat(result("false", "rollout.metadata.name").oncePer()).isEmpty();
  }

  @Test
  void aConditionHasTheKeyThatTheNotificationEngineGivesIt() {
    assertThat(result("", "").key()).isEqualTo("[0].2jmj7l5rSw0yVb_vlWAYkK_YBwk");
  }

  @ParameterizedTest
  @CsvSource({
    "RolloutStepCompleted, on-rollout-step-completed",
    "ScalingReplicaSet, on-scaling-replica-set",
    "AnalysisRunFailed, on-analysis-run-failed",
    "RolloutAborted, on-rollout-aborted",
    "PatchingALBIngress, on-patching-alb-ingress",
    "TargetGroupVerified, on-target-group-verified",
    "SkipSteps, on-skip-steps"
  })
  void aReasonHasATrigger(String reason, String trigger) {
    assertThat(EventTrigger.of(reason)).isEqualTo(trigger);
  }
}
