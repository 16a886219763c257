package io.rolloutoperator.notify.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.defaults.Receivers.SlackChannel;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Origin;
import io.rolloutoperator.notify.message.Release;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.subscription.Subscriptions;
import io.rolloutoperator.notify.trigger.ConditionResult;
import io.rolloutoperator.notify.trigger.TriggerEvaluator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultAlertsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final String TRIGGER = "on-rollout-aborted";

  private static final Receivers RECEIVERS =
      new Receivers(
          Optional.of(URI.create("https://hooks.example.com/alerts")),
          Optional.of(URI.create("http://alertmanager.monitoring.svc:9093/prefix/")),
          Optional.of(new SlackChannel("releases", "xoxb-1")));

  private static final NotificationConfig ALL = config(AlertLink.NONE);

  private static final NotificationConfig LINKED =
      config(new AlertLink("https://grafana.example.com/d/x?ns={namespace}&name={rollout}"));

  private static final String ROLLOUT =
      """
      {"metadata": {"name": "shop", "namespace": "prod", "uid": "u-1", "labels": {},
        "annotations": {"rollout.argoproj.io/revision": "7"}},
       "spec": {"strategy": {"canary": {"steps": [{}, {}, {}, {}, {}]}}},
       "status": {"phase": "Degraded", "currentStepIndex": 3, "currentPodHash": "h7",
        "message": "RolloutAborted: Rollout aborted update to revision 7: errors",
        "canary": {"weights": {"canary": {"weight": 20}}}}}
      """;

  private static final String BARE =
      """
      {"metadata": {"name": "shop", "namespace": "prod", "uid": "u-1", "labels": {},
        "annotations": {}}, "status": {}}
      """;

  private static final String RUN =
      """
      {"metadata": {"name": "shop-7", "labels": {"rollouts-pod-template-hash": "h7"}},
       "status": {"phase": "Failed", "message": "limit", "metricResults": [
         {"name": "errors", "phase": "Failed", "measurements": [
           {"value": "1.12", "message": "canary fails 1.23 % of requests, stable 0.11 %",
            "metadata": {"canary": "37/3005", "stable": "30/27060"}}]}]}}
      """;

  private static final Origin COMMIT =
      new Origin(
          "0123456789abcdef0123456789abcdef01234567",
          "https://github.com/shop/config/commit/0123456789abcdef0123456789abcdef01234567");

  private static NotificationConfig config(AlertLink link) {
    return ConfigReader.read(DefaultAlerts.of(RECEIVERS, link), Map.of());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Map<String, Value> variables(String rollout, NotificationConfig config) {
    List<JsonNode> runs = List.of(json(RUN));
    return Variables.of(json(rollout), runs, Release.of(json(rollout), runs).from(COMMIT), config);
  }

  private static ServiceRequest sent(
      NotificationConfig config, String trigger, String template, String rollout, String type) {
    ServiceDefinition definition =
        config.services().values().stream()
            .filter(s -> s.type().equals(type))
            .findFirst()
            .orElseThrow();
    Destination destination =
        new Destination(definition.name(), type.equals("slack") ? "releases" : "");
    Composition composed =
        new MessageComposer(config)
            .compose(List.of(template), Variables.to(destination, variables(rollout, config)), NOW);
    assertThat(composed).isInstanceOf(Composition.Composed.class);
    NotificationService service = ((Services.Reading.Usable) Services.of(definition)).service();
    Occasion occasion =
        new Occasion(
            ((Composition.Composed) composed).message(),
            destination,
            new Subject("prod", "shop"),
            trigger,
            "k-1",
            NOW,
            Optional.empty());
    return ((Prepared.Calls) service.prepare(occasion)).requests().getFirst();
  }

  private static ServiceRequest sent(NotificationConfig config, String type) {
    return sent(config, TRIGGER, "alert-" + TRIGGER, ROLLOUT, type);
  }

  private static JsonNode alert(NotificationConfig config, String template, String rollout) {
    return json(sent(config, TRIGGER, template, rollout, "alertmanager").body()).path(0);
  }

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
    assertThat(told.get(TRIGGER))
        .extracting(Destination::toString)
        .containsExactly(
            "rollout-operator-webhook",
            "rollout-operator-alertmanager",
            "rollout-operator-slack:releases");
  }

  @Test
  void aWebhookGetsEverythingAsJson() {
    ServiceRequest request = sent(LINKED, "webhook");

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url()).isEqualTo("https://hooks.example.com/alerts");
    assertThat(request.headers())
        .contains(
            new ServiceRequest.Header("Content-Type", "application/json"),
            new ServiceRequest.Header("Idempotency-Key", "k-1"));
    assertThat(json(request.body()))
        .isEqualTo(
            json(
                """
                {"trigger": "on-rollout-aborted", "state": "firing", "severity": "critical",
                 "namespace": "prod", "rollout": "shop", "uid": "u-1", "revision": "7",
                 "phase": "Degraded",
                 "message": "RolloutAborted: Rollout aborted update to revision 7: errors",
                 "verdict": "Metric \\"errors\\" Failed: canary fails 1.23 % of requests, stable 0.11 %",
                 "metric": "errors", "canary": "37/3005", "stable": "30/27060",
                 "step": "3", "steps": "5", "weight": "20",
                 "commit": "0123456789abcdef0123456789abcdef01234567",
                 "commitURL": "https://github.com/shop/config/commit/0123456789abcdef0123456789abcdef01234567",
                 "link": "https://grafana.example.com/d/x?ns=prod&name=shop",
                 "analyses": [{"name": "shop-7", "phase": "Failed", "message": "limit"}]}
                """));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyMessageCanBeMadeOfARolloutThatSaysLittle(String template) {
    for (String type : List.of("webhook", "alertmanager", "slack")) {
      JsonNode document = json(sent(ALL, TRIGGER, template, BARE, type).body());
      assertThat(document.isContainerNode()).isTrue();
      assertThat(document.toString()).doesNotContain("<no value>").doesNotContain("<nil>");
    }
  }

  static Stream<String> templates() {
    return ALL.templates().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "on-rollout-aborted | was aborted at step 3/5 with 20 % of the traffic: Rollout aborted"
            + " update to revision 7: errors",
        "on-rollout-aborted-over | is no longer aborted; it is Degraded: RolloutAborted: Rollout"
            + " aborted update to revision 7: errors",
        "on-rollout-stuck | is stuck at step 3/5 with 20 % of the traffic: Rollout aborted update"
            + " to revision 7: errors",
        "on-analysis-run-failed | : an analysis has failed at step 3/5 with 20 % of the traffic:"
            + " Metric \"errors\" Failed: canary fails 1.23 % of requests, stable 0.11 %",
        "on-rollout-completed | is promoted",
      })
  void theSentenceSaysWhatWhereAndWhy(String alert, String sentence) {
    String space = sentence.startsWith(":") ? "" : " ";
    assertThat(alert(ALL, "alert-" + alert, ROLLOUT).at("/annotations/summary").asText())
        .isEqualTo("prod/shop revision 7 (commit 0123456)" + space + sentence);
  }

  @Test
  void anAlertmanagerGetsAnAlertWithItsSeverityAndAWayToMore() {
    JsonNode alert = alert(LINKED, "alert-" + TRIGGER, ROLLOUT);

    assertThat(sent(ALL, "alertmanager").url())
        .isEqualTo("http://alertmanager.monitoring.svc:9093/prefix/api/v2/alerts");
    assertThat(alert.path("labels"))
        .isEqualTo(
            json(
                """
                {"alertname": "on-rollout-aborted", "namespace": "prod", "rollout": "shop",
                 "severity": "critical"}
                """));
    assertThat(alert.at("/annotations/description").asText())
        .isEqualTo("Metric \"errors\" Failed: canary fails 1.23 % of requests, stable 0.11 %");
    assertThat(alert.path("generatorURL").asText())
        .isEqualTo("https://grafana.example.com/d/x?ns=prod&name=shop");
    assertThat(alert.has("endsAt")).isFalse();
  }

  @Test
  void theEndIsOfTheSameAlert() {
    JsonNode begin = alert(ALL, "alert-" + TRIGGER, ROLLOUT);
    JsonNode end = alert(ALL, "alert-" + TRIGGER + "-over", ROLLOUT);

    assertThat(end.path("labels")).isEqualTo(begin.path("labels"));
    assertThat(end.path("endsAt").asText()).isEqualTo(NOW.toString());
  }

  @Test
  void withoutALinkThePageOfTheCommitIsIt() {
    assertThat(alert(ALL, "alert-" + TRIGGER, ROLLOUT).path("generatorURL").asText())
        .isEqualTo(COMMIT.page());
  }

  @Test
  void aSlackChannelGetsTheSentenceAndTheLinks() {
    ServiceRequest request = sent(LINKED, "slack");
    JsonNode body = json(request.body());

    assertThat(body.path("channel").asText()).isEqualTo("releases");
    assertThat(body.path("text").asText())
        .startsWith("prod/shop revision 7 (commit 0123456) was aborted at step 3/5")
        .endsWith("\nhttps://grafana.example.com/d/x?ns=prod&name=shop\n" + COMMIT.page());
    assertThat(request.toString()).doesNotContain("xoxb-1");
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
