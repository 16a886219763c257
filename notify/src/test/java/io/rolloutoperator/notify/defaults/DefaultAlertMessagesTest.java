package io.rolloutoperator.notify.defaults;

import static io.rolloutoperator.notify.defaults.ExampleAlerts.ALL;
import static io.rolloutoperator.notify.defaults.ExampleAlerts.LINKED;
import static io.rolloutoperator.notify.defaults.ExampleAlerts.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the receivers of the default alerts get. */
class DefaultAlertMessagesTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final String TRIGGER = "on-rollout-aborted";

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
  void aSlackChannelGetsTheSentenceTheNumbersAndTheLinks() {
    ServiceRequest request = sent(LINKED, "slack");
    JsonNode body = json(request.body());

    assertThat(body.path("channel").asText()).isEqualTo("releases");
    assertThat(body.path("text").asText())
        .startsWith("prod/shop revision 7 (commit 0123456) was aborted at step 3/5")
        .contains("\nMetric \"errors\" Failed: canary fails 1.23 % of requests, stable 0.11 %\n")
        .endsWith("\nhttps://grafana.example.com/d/x?ns=prod&name=shop\n" + COMMIT.page());
    assertThat(request.toString()).doesNotContain("xoxb-1");
  }

  @Test
  void numbersStandInAMessageOnce() {
    for (String alert : List.of(TRIGGER, "on-analysis-run-failed")) {
      ServiceRequest request = sent(LINKED, alert, "alert-" + alert, ROLLOUT, "slack");
      assertThat(json(request.body()).path("text").asText()).containsOnlyOnce("1.23 %");
    }
  }
}
