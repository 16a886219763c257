package io.rolloutoperator.notify.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.check.ConfigurationCheck;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.AlertSettings.SlackChannel;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.NotificationPlanner;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.Situation;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import io.rolloutoperator.notify.subscription.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimpleAlertsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final NotificationConfig CONFIG =
      SimpleAlerts.of(
          new AlertSettings(
              Optional.of("https://hooks.example.com/s3cr3t"),
              Optional.of(new SlackChannel("releases", "xoxb-s3cr3t")),
              Optional.of("https://alertmanager.example.com:9093/")));

  private static JsonNode rollout(String status) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"metadata": {"name": "shop", "namespace": "prod", "annotations": {"rollout.argoproj.io/revision": "7"}},
               "spec": {"strategy": {"canary": {"steps": [{"setWeight": 20}]}}}, "status": %s}
              """
                  .formatted(status));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> due(JsonNode rollout, Happening... happenings) {
    Situation situation =
        new Situation(
            CONFIG,
            new RolloutIdentity("u", "7", Map.of(), Map.of()),
            Variables.of(rollout, List.of(), CONFIG),
            List.of(happenings),
            NOW);
    var plan = NotificationPlanner.plan(situation, Outbox.EMPTY);
    assertThat(plan.problems()).isEmpty();
    return plan.outbox().pending().stream().map(SimpleAlertsTest::shown).toList();
  }

  private static String shown(Entry entry) {
    return entry.trigger() + " " + entry.destination();
  }

  @Test
  void everybodyIsToldOfAnAbort() {
    assertThat(due(rollout("{}"), new Happening("RolloutAborted", "1")))
        .containsExactly(
            "on-rollout-aborted alerts-webhook",
            "on-rollout-aborted alerts-slack:releases",
            "on-rollout-aborted alerts-alertmanager");
  }

  @Test
  void aReleaseThatIsStuckIsToldByItsCondition() {
    assertThat(
            due(
                rollout(
                    "{\"conditions\": [{\"type\": \"Progressing\", \"reason\": \"ProgressDeadlineExceeded\"}]}")))
        .hasSize(3)
        .allMatch(text -> text.startsWith("on-rollout-stuck "));
    assertThat(due(rollout("{\"conditions\": [{\"type\": \"Progressing\", \"reason\": \"x\"}]}")))
        .isEmpty();
  }

  @Test
  void theWebhookGetsJsonAndNobodyASecret() throws IOException {
    Map<String, Value> variables =
        Variables.to(
            new Destination("alerts-webhook", ""),
            Variables.of(
                rollout(
                    "{\"phase\": \"Degraded\", \"currentStepIndex\": 1, \"message\": \"RolloutAborted: \\\"x\\\" s3cr3t\", \"canary\": {\"weights\": {\"canary\": {\"weight\": 20}}}}"),
                List.of(),
                CONFIG));
    for (String template : CONFIG.templates().keySet()) {
      Composition composition =
          new MessageComposer(CONFIG).compose(List.of(template), variables, NOW);
      assertThat(composition).isInstanceOf(Composition.Composed.class);
      if (composition instanceof Composition.Composed(Message message)
          && SimpleAlerts.triggers().contains("on-" + template)) {
        JsonNode body =
            new ObjectMapper()
                .readTree(message.part("webhook").path("alerts-webhook").path("body").asText());
        assertThat(body.path("event").asText()).isEqualTo(template);
        assertThat(body.path("revision").asText()).isEqualTo("7");
        assertThat(body.path("weight").asInt()).isEqualTo(20);
        assertThat(message.toString()).doesNotContain("xoxb-s3cr3t");
      }
    }
  }

  @Test
  void nothingIsWrongAndNoSettingsAreNoConfiguration() {
    assertThat(ConfigurationCheck.problems(CONFIG)).isEmpty();
    assertThat(SimpleAlerts.of(AlertSettings.NONE)).isEqualTo(NotificationConfig.NONE);
    assertThat(CONFIG.toString()).doesNotContain("s3cr3t");
  }
}
