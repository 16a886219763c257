package io.rolloutoperator.notify.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.defaults.DefaultAlerts.Receivers;
import io.rolloutoperator.notify.defaults.DefaultAlerts.SlackChannel;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.subscription.Subscriptions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultAlertsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final String TRIGGER = "on-rollout-aborted";

  private static final NotificationConfig ALL =
      ConfigReader.read(
          DefaultAlerts.of(
              new Receivers(
                  Optional.of(URI.create("https://hooks.example.com/alerts")),
                  Optional.of(URI.create("http://alertmanager.monitoring.svc:9093/prefix/")),
                  Optional.of(new SlackChannel("releases", "xoxb-1")))),
          Map.of());

  private static final String ROLLOUT =
      """
      {"metadata": {"name": "shop", "namespace": "prod", "uid": "u-1", "labels": {},
        "annotations": {"rollout.argoproj.io/revision": "7"}},
       "status": {"phase": "Degraded", "currentStepIndex": 3,
        "message": "RolloutAborted: Metric \\"success-rate\\" assessed Failed",
        "canary": {"weights": {"canary": {"weight": 20}}}}}
      """;

  private static final String RUN =
      """
      {"metadata": {"name": "shop-7"}, "status": {"phase": "Failed", "message": "limit"}}
      """;

  private static ServiceRequest sent(String rollout, String type, String recipient)
      throws Exception {
    ServiceDefinition definition =
        ALL.services().values().stream()
            .filter(s -> s.type().equals(type))
            .findFirst()
            .orElseThrow();
    Destination destination = new Destination(definition.name(), recipient);
    var variables = Variables.of(JSON.readTree(rollout), List.of(JSON.readTree(RUN)), ALL);
    Message message =
        ((Composition.Composed)
                new MessageComposer(ALL)
                    .compose(
                        List.of("alert-" + TRIGGER), Variables.to(destination, variables), NOW))
            .message();
    NotificationService service = ((Services.Reading.Usable) Services.of(definition)).service();
    Occasion occasion =
        new Occasion(
            message,
            destination,
            new Subject("prod", "shop"),
            TRIGGER,
            "k-1",
            NOW,
            Optional.empty());
    return ((Prepared.Calls) service.prepare(occasion)).requests().getFirst();
  }

  @Test
  void withoutReceiversThereIsNothing() {
    assertThat(DefaultAlerts.of(Receivers.NONE)).isEmpty();
  }

  @Test
  void theConfigurationHasNoProblem() {
    assertThat(ALL.problems()).isEmpty();
    assertThat(ALL.services().keySet()).allMatch(DefaultAlerts::isOwn);
  }

  @Test
  void everyRolloutIsTold() {
    Map<String, List<Destination>> told = Subscriptions.of(ALL, Map.of(), Map.of());

    assertThat(told).containsOnlyKeys(ALL.triggers().keySet());
    assertThat(told.get(TRIGGER))
        .extracting(Destination::toString)
        .containsExactly(
            "rollout-operator-webhook",
            "rollout-operator-alertmanager",
            "rollout-operator-slack:releases");
  }

  @Test
  void aWebhookGetsEverythingAsJson() throws Exception {
    ServiceRequest request = sent(ROLLOUT, "webhook", "");

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url()).isEqualTo("https://hooks.example.com/alerts");
    assertThat(request.headers())
        .contains(
            new ServiceRequest.Header("Content-Type", "application/json"),
            new ServiceRequest.Header("Idempotency-Key", "k-1"));
    assertThat(JSON.readTree(request.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"trigger": "on-rollout-aborted", "severity": "critical", "namespace": "prod",
                 "rollout": "shop", "uid": "u-1", "revision": "7", "phase": "Degraded",
                 "message": "RolloutAborted: Metric \\"success-rate\\" assessed Failed",
                 "step": "3", "weight": "20", "commit": "",
                 "analyses": [{"name": "shop-7", "phase": "Failed", "message": "limit"}]}
                """));
  }

  @Test
  void aWebhookGetsValidJsonOfARolloutThatSaysLittle() throws Exception {
    String bare =
        """
        {"metadata": {"name": "shop", "namespace": "prod", "uid": "u-1", "labels": {},
          "annotations": {}}, "status": {}}
        """;
    JsonNode document = JSON.readTree(sent(bare, "webhook", "").body());

    assertThat(document.path("revision").asText()).isEmpty();
    assertThat(document.path("step").asText()).isEmpty();
    assertThat(document.path("phase").asText()).isEmpty();
  }

  @Test
  void anAlertmanagerGetsAnAlertWithItsSeverity() throws Exception {
    ServiceRequest request = sent(ROLLOUT, "alertmanager", "");
    JsonNode alert = JSON.readTree(request.body()).path(0);

    assertThat(request.url())
        .isEqualTo("http://alertmanager.monitoring.svc:9093/prefix/api/v2/alerts");
    assertThat(alert.path("labels"))
        .isEqualTo(
            JSON.readTree(
                """
                {"alertname": "on-rollout-aborted", "namespace": "prod", "rollout": "shop",
                 "severity": "critical"}
                """));
    assertThat(alert.at("/annotations/summary").asText())
        .isEqualTo(
            "prod/shop revision 7: Degraded: RolloutAborted: Metric \"success-rate\" assessed"
                + " Failed");
  }

  @Test
  void aSlackChannelGetsTheSentence() throws Exception {
    ServiceRequest request = sent(ROLLOUT, "slack", "releases");
    JsonNode body = JSON.readTree(request.body());

    assertThat(body.path("channel").asText()).isEqualTo("releases");
    assertThat(body.path("text").asText()).startsWith("prod/shop revision 7: Degraded");
    assertThat(request.toString()).doesNotContain("xoxb-1");
  }
}
