package io.rolloutoperator.notify.defaults;

import static io.rolloutoperator.notify.defaults.ExampleAlerts.ALL;
import static io.rolloutoperator.notify.defaults.ExampleAlerts.LINKED;
import static io.rolloutoperator.notify.defaults.ExampleAlerts.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.subscription.Subscriptions;
import io.rolloutoperator.notify.trigger.ConditionResult;
import io.rolloutoperator.notify.trigger.TriggerEvaluator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultAlertsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  @Test
  void withoutReceiversThereIsNothing() {
    assertThat(DefaultAlerts.of(Receivers.NONE, AlertLink.NONE)).isEmpty();
  }

  @Test
  void theConfigurationHasNoProblem() {
    assertThat(ALL.problems()).isEmpty();
    assertThat(LINKED.problems()).isEmpty();
    assertThat(ALL.services().keySet()).allMatch(DefaultAlerts::isOwn);
    assertThat(ALL.triggers())
        .containsOnlyKeys(
            "on-rollout-aborted",
            "on-rollout-stuck",
            "on-analysis-run-failed",
            "on-analysis-run-error",
            "on-analysis-run-inconclusive",
            "on-rollout-completed");
  }

  @Test
  void everyRolloutIsTold() {
    Map<String, List<Destination>> told = Subscriptions.of(ALL, Map.of(), Map.of()).destinations();

    assertThat(told).containsOnlyKeys(ALL.triggers().keySet());
    assertThat(told.get("on-rollout-aborted"))
        .extracting(Destination::toString)
        .containsExactly(
            "rollout-operator-webhook",
            "rollout-operator-alertmanager",
            "rollout-operator-slack:releases");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      value = {
        "on-rollout-aborted | true | false | {\"status\": {\"abort\": true, \"abortedAt\": \"t\"}}",
        "on-rollout-aborted | false | true | {\"status\": {\"abort\": true}}",
        "on-rollout-aborted | false | true | {\"status\": {}}",
        "on-rollout-stuck | true | false | {\"spec\": {}, \"status\": {\"conditions\": [{\"type\":"
            + " \"Progressing\", \"reason\": \"ProgressDeadlineExceeded\"}]}}",
        "on-rollout-stuck | false | true | {\"spec\": {\"paused\": true}, \"status\":"
            + " {\"conditions\": [{\"type\": \"Progressing\", \"reason\":"
            + " \"ProgressDeadlineExceeded\"}]}}",
        "on-rollout-stuck | false | true | {\"spec\": {}, \"status\": {\"conditions\": [{\"type\":"
            + " \"Progressing\", \"reason\": \"RolloutPaused\"}]}}",
        "on-rollout-stuck | false | true | {\"spec\": {}, \"status\": {}}",
      })
  void anAlertLastsAsLongAsTheStatusSaysSo(
      String trigger, boolean begins, boolean over, String rollout) {
    ConditionResult result =
        TriggerEvaluator.evaluate(
                ALL.triggers().getOrDefault(trigger, List.of()),
                Variables.of(json(rollout), List.of(), ALL),
                NOW)
            .getFirst();

    assertThat(result.problem()).isEmpty();
    assertThat(result.triggered()).isEqualTo(begins);
    assertThat(result.over()).isEqualTo(over);
  }
}
