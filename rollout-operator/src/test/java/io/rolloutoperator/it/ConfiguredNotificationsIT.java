package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.ScriptedReceiver.Received;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ConfigMap of Argo's notifications says what is told to whom. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed"})
class ConfiguredNotificationsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";
  private static final String PENDING = "rollout-operator.io/notifications-pending";

  /** Takes what is told of the Rollouts of all tests. */
  private static ScriptedReceiver receiver;

  /** Refuses it. */
  private static ScriptedReceiver dead;

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  ConfiguredNotificationsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(TestNamespace namespace) {
    receiver = ScriptedReceiver.open();
    dead = ScriptedReceiver.open();
    dead.answers(HttpURLConnection.HTTP_INTERNAL_ERROR);
    configure(namespace);
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--leader-elect=false");
    operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    dead.close();
    receiver.close();
  }

  private static void configure(TestNamespace namespace) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData: {token: s3cr3t}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.webhook.live: "url: %s"
          service.webhook.dead: "url: %s"
          trigger.on-rollout-aborted: "- send: [aborted]"
          trigger.on-rollout-step-completed: "- send: [step]"
          trigger.on-rollout-updated: "- send: [aborted]"
          template.aborted: |
            webhook:
              live: {method: POST, body: "{{.rollout.metadata.name}} is {{.rollout.status.phase}}, token {{.secrets.token}}"}
              dead: {method: POST, body: "{{.rollout.metadata.name}}"}
          template.step: |
            webhook:
              live: {method: POST, body: "step {{.rollout.status.currentStepIndex | int}} of {{.rollout.metadata.name}}"}
        """
            .formatted(receiver.url("/"), dead.url("/")));
  }

  @Test
  void aConfigMapOfArgosNotificationsKeepsWorkingAndADeadReceiverCostsTheOtherNothing() {
    LiveRollout shop = LiveRollout.deploy(namespace, "subscribed", 2, STEPS);
    shop.patch(
        """
        {metadata: {annotations: {
          notifications.argoproj.io/subscribe.on-rollout-aborted.dead: "",
          notifications.argoproj.io/subscribe.on-rollout-aborted.live: "",
          notifications.argoproj.io/subscribe.on-rollout-step-completed.live: "",
          notifications.argoproj.io/subscribe.on-rollout-updated.broken: ""}}}
        """);
    shop.version("v2");
    shop.awaitPhase("Paused");
    namespace.await("the step", () -> !told("subscribed").isEmpty());
    abort(shop);
    namespace.await("two messages", () -> told("subscribed").size() == 2);

    assertThat(told("subscribed"))
        .containsExactly("step 1 of subscribed", "subscribed is Degraded, token s3cr3t");
    namespace.await(
        "an attempt at the dead one",
        () -> dead.refused().stream().anyMatch(r -> r.body().equals("subscribed")));
    namespace.await(
        "the broken service is told",
        () ->
            namespace.events().stream()
                .filter(e -> e.path("reason").asText().equals("NotificationFailed"))
                .anyMatch(e -> e.path("message").asText().contains("'broken'")));
  }

  @Test
  void theFirstRevisionIsToldToWhoSubscribedInTheManifest() {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: first
          annotations: {notifications.argoproj.io/subscribe.on-rollout-updated.live: ""}
        spec:
          replicas: 1
          selector: {matchLabels: {app: first}}
          template:
            metadata: {labels: {app: first}}
            spec: {containers: [{name: web, image: "sim/web:1.0"}]}
          strategy: {canary: {}}
        """);

    namespace.await("its first revision", () -> !told("first").isEmpty());
    assertThat(told("first").getFirst()).startsWith("first is ");
  }

  /** The first look at the Rollout falls between its revision and the status of it. */
  @Test
  void aRevisionThatComesWithTheFirstSubscriptionIsTold() {
    LiveRollout shop = LiveRollout.deploy(namespace, "both", 1, STEPS);
    shop.patch(
        """
        {metadata: {annotations: {notifications.argoproj.io/subscribe.on-rollout-updated.live: ""}},
         spec: {template: {metadata: {annotations: {second: "yes"}}}}}
        """);

    namespace.await("its second revision", () -> !told("both").isEmpty());
    assertThat(told("both").getFirst()).startsWith("both is ");
  }

  /** As a process leaves it that ends between an Event and the write of its notification. */
  @Test
  void aRevisionAndAStepThatNobodyStoredAreToldByTheNextProcess() {
    LiveRollout shop = LiveRollout.deploy(namespace, "unstored", 2, STEPS);
    shop.patch(
        """
        {metadata: {annotations: {
          notifications.argoproj.io/subscribe.on-rollout-updated.live: "",
          notifications.argoproj.io/subscribe.on-rollout-step-completed.live: ""}}}
        """);
    shop.version("v2");
    shop.awaitPhase("Paused");
    namespace.await("both are told", () -> told("unstored").size() == 2);
    namespace.await("and noted", () -> !isPending(shop));

    assertThat(operator.local().terminate(PATIENCE)).isZero();
    shop.patch(
        """
        {metadata: {annotations: {
          notified.notifications.argoproj.io: null,
          rollout-operator.io/notifications-milestone: "1/0"}}}
        """);
    operator.local().restart().awaitReady();
    namespace.await("both are told again", () -> told("unstored").size() == 4);
    namespace.await("and noted", () -> !isPending(shop));
    operator.restart();
    abort(shop);

    assertThat(told("unstored"))
        .extracting(told -> told.split(" is ", 2)[0])
        .containsExactlyInAnyOrder(
            "unstored", "step 1 of unstored", "unstored", "step 1 of unstored");
  }

  private static void abort(LiveRollout rollout) {
    rollout.abort();
    rollout.awaitPhase("Degraded");
  }

  private static boolean isPending(LiveRollout rollout) {
    return rollout.object().path("metadata").path("annotations").has(PENDING);
  }

  /** What the receiver took of that Rollout. */
  private static List<String> told(String rollout) {
    return receiver.taken().stream()
        .map(Received::body)
        .filter(body -> body.startsWith(rollout + " is ") || body.endsWith(" of " + rollout))
        .toList();
  }
}
