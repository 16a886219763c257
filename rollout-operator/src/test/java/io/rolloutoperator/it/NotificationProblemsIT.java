package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with notifications is told once, where it is wrong, and stops nothing else. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed", "NotificationConfigInvalid"})
class NotificationProblemsIT {

  private static final String STEPS =
      "{steps: [{setWeight: 50}, {pause: {duration: 1s}}, {setWeight: 75}, {pause: {}}]}";

  private final ScriptedReceiver receiver = ScriptedReceiver.open();
  private final TestNamespace namespace;
  private final List<ShippedOperator> started = new ArrayList<>();
  private int looks;

  NotificationProblemsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @AfterEach
  void close() {
    started.forEach(operator -> operator.local().close());
    receiver.close();
  }

  private void operator() {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--leader-elect=false");
    started.add(ShippedOperator.start(namespace, flags.toArray(String[]::new)));
  }

  private void configure(String data) {
    namespace.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.webhook.live: "url: %s"
          template.good: |
            webhook:
              live: {method: POST, body: "step {{.rollout.status.currentStepIndex | int}}"}
        %s
        """
            .formatted(receiver.url("/"), data.indent(2)));
  }

  /** Goes on to its last pause, step by step, and each step is told to the live receiver. */
  private LiveRollout released(String name, String... destinations) {
    LiveRollout rollout = LiveRollout.deploy(namespace, name, 4, STEPS);
    StringBuilder annotations = new StringBuilder();
    for (String destination : destinations) {
      annotations
          .append("notifications.argoproj.io/subscribe.")
          .append(destination)
          .append(": \"\",\n");
    }
    rollout.patch("{metadata: {annotations: {" + annotations + "}}}");
    rollout.version("v2");
    namespace.await("the last step", () -> rollout.step() == 3);
    namespace.await("three messages", () -> receiver.taken().size() == 3);
    return rollout;
  }

  private List<JsonNode> events(String reason) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals(reason))
        .toList();
  }

  @Test
  void aBrokenConfigMapIsOneEventOnIt() {
    configure(
        """
        trigger.on-rollout-step-completed: "- send: [good]"
        trigger.on-rollout-aborted: "- send: [nowhere]"
        trigger.on-purple: "- {when: 'rollout.(', send: [good]}"
        template.unclosed: "message: '{{.rollout'"
        template.strange: "{message: x, carrier-pigeon: y}"
        service.webhook.nowhere: "{}"
        service.kafka: "{}"
        service.slack: "token: $forgotten"
        context: "[:"
        """);
    operator();
    LiveRollout shop = released("configured", "on-rollout-step-completed.live");

    List<JsonNode> told = events("NotificationConfigInvalid");
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().path("count").asInt()).isEqualTo(1);
    assertThat(told.getFirst().at("/involvedObject/kind").asText()).isEqualTo("ConfigMap");
    assertThat(told.getFirst().path("message").asText())
        .contains(
            "trigger 'on-rollout-aborted' sends template 'nowhere', which is not configured",
            "trigger 'on-purple': when: ",
            "template \"unclosed\"",
            "template \"strange\": unknown field \"carrier-pigeon\"",
            "service nowhere: url is missing",
            "service type 'kafka' is not supported",
            "service.slack refers to $forgotten, but Secret argo-rollouts-notification-secret has"
                + " no key forgotten",
            "context: line 1");
    assertThat(events("NotificationFailed")).isEmpty();
    assertThat(configProblems()).hasSize(1).allMatch(line -> line.contains(namespace.name()));

    configure("trigger.on-rollout-step-completed: \"- send: [good]\"");
    // It is read when something is seen of a Rollout.
    namespace.await(
        "no problem any more",
        () -> {
          shop.patch("{metadata: {annotations: {looks: \"" + looks++ + "\"}}}");
          return configProblems().isEmpty();
        });
  }

  private List<String> configProblems() {
    return started.getFirst().scrape().lines().stream()
        .filter(line -> line.startsWith("rollout_operator_notification_config_problems{"))
        .toList();
  }

  @Test
  void whatARolloutCannotBeToldIsOneEventOnItForEachReason() {
    configure(
        """
        trigger.on-rollout-step-completed: "- send: [good]"
        trigger.on-rollout-updated: "- send: [loop]"
        trigger.on-scaling-replica-set: "- send: [large]"
        template.loop: |
          message: '{{define "me"}}{{template "me" .}}{{end}}{{template "me" .}}'
        template.large: |
          message: '{{repeat 70000 "x"}}'
        """);
    operator();
    LiveRollout shop =
        released(
            "subscribed",
            "on-rollout-step-completed.live",
            "on-rollout-step-completed.nobody",
            "on-nothing.live",
            "on-rollout-updated.live",
            "on-scaling-replica-set.live");

    namespace.await("four events", () -> events("NotificationFailed").size() == 4);
    assertThat(events("NotificationFailed"))
        .allMatch(event -> event.path("count").asInt() == 1)
        .allMatch(event -> event.at("/involvedObject/name").asText().equals(shop.name()))
        .extracting(event -> event.path("message").asText())
        .anyMatch(message -> message.contains("service 'nobody' is not configured"))
        .anyMatch(message -> message.equals("trigger 'on-nothing' is not configured"))
        .anyMatch(message -> message.contains("template \"loop\""))
        .anyMatch(message -> message.contains("output larger than 64 KiB"));
    assertThat(shop.phase()).isEqualTo("Paused");
  }
}
