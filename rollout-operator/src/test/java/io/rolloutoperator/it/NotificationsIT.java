package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.ScriptedReceiver.Received;
import io.rolloutoperator.testkit.dataplane.AlertmanagerServer;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.node.SimRules.Target;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** People hear of releases: once, whatever happens to the receiver and to the process. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed"})
@Order(1) // begins early, as it takes long
class NotificationsIT {

  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";
  private static final String PENDING = "rollout-operator.io/notifications-pending";

  private final ScriptedReceiver receiver = ScriptedReceiver.open();
  private final TestNamespace namespace;
  private final List<ShippedOperator> started = new ArrayList<>();

  NotificationsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** Nobody else works on the next test's Rollouts. */
  @AfterEach
  void close() {
    started.forEach(operator -> operator.process().close());
    receiver.close();
  }

  private ShippedOperator operator(String... moreFlags) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--leader-elect=false");
    flags.addAll(List.of(moreFlags));
    ShippedOperator operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
    started.add(operator);
    return operator;
  }

  /** Its second version waits at half of the pods. */
  private LiveRollout released(String name) {
    LiveRollout rollout = LiveRollout.deploy(namespace, name, 2, STEPS);
    rollout.version("v2");
    rollout.awaitPhase("Paused");
    return rollout;
  }

  private static void abort(LiveRollout rollout) {
    rollout.abort();
    rollout.awaitPhase("Degraded");
  }

  private List<Received> aborts(String rollout) {
    return told("on-rollout-aborted", "firing", rollout);
  }

  private List<Received> told(String trigger, String state, String rollout) {
    return receiver.taken().stream()
        .filter(received -> received.json().path("trigger").asText().equals(trigger))
        .filter(received -> received.json().path("state").asText().equals(state))
        .filter(received -> received.json().path("rollout").asText().equals(rollout))
        .toList();
  }

  private boolean isPending(LiveRollout rollout) {
    return rollout.object().path("metadata").path("annotations").has(PENDING);
  }

  @Test
  void anAbortIsToldOnceWithoutAnyConfigMapAlsoByTheNextProcess() {
    ShippedOperator operator = operator("--alerts-webhook=" + receiver.url("/alerts"));
    LiveRollout shop = released("shop");
    abort(shop);
    namespace.await("the alert", () -> !aborts("shop").isEmpty());

    JsonNode alert = aborts("shop").getFirst().json();
    assertThat(alert.path("namespace").asText()).isEqualTo(namespace.name());
    assertThat(alert.path("revision").asText()).isEqualTo("2");
    assertThat(alert.path("severity").asText()).isEqualTo("critical");
    assertThat(alert.path("message").asText())
        .isEqualTo("RolloutAborted: Rollout aborted update to revision 2");
    assertThat(alert.path("step").asText() + "/" + alert.path("steps").asText()).isEqualTo("1/2");

    namespace.await("it is noted as sent", () -> !isPending(shop));
    operator.crash();
    LiveRollout other = released("other");
    abort(other);
    namespace.await("the next process tells too", () -> !aborts("other").isEmpty());
    assertThat(aborts("shop")).hasSize(1);
    assertThat(aborts("other")).hasSize(1);

    shop.version("v1");
    shop.awaitPhase("Healthy");
    namespace.await(
        "the end, also by the next process",
        () -> !told("on-rollout-aborted", "resolved", "shop").isEmpty());
    namespace.await("it is noted as sent", () -> !isPending(shop));
    operator.crash();
    other.version("v1");
    namespace.await(
        "the end of the other", () -> !told("on-rollout-aborted", "resolved", "other").isEmpty());
    assertThat(told("on-rollout-aborted", "resolved", "shop")).hasSize(1);
    assertThat(aborts("shop")).hasSize(1);
  }

  @Test
  void aReleaseIsStuckUntilItGoesOnAndAPausedOneIsNot() {
    operator("--alerts-webhook=" + receiver.url("/alerts"));
    LiveRollout stuck = LiveRollout.deploy(namespace, "stuck", 2, STEPS);
    LiveRollout paused = released("paused");
    Target never = Target.image(namespace.name(), "example/app:v3");
    namespace.rules(rules -> rules.setReady(never, false));
    stuck.patch("{spec: {progressDeadlineSeconds: 2}}");
    paused.patch("{spec: {progressDeadlineSeconds: 2}}");
    stuck.version("v3");
    namespace.await("the alert", () -> !told("on-rollout-stuck", "firing", "stuck").isEmpty());

    namespace.rules(rules -> rules.setReady(never, true));
    namespace.await("its end", () -> !told("on-rollout-stuck", "resolved", "stuck").isEmpty());
    assertThat(told("on-rollout-stuck", "firing", "stuck")).hasSize(1);
    assertThat(told("on-rollout-stuck", "firing", "paused")).isEmpty();
  }

  @Test
  void anAlertmanagerGetsAnAlertThatSaysWhoAndWhyAndEndsWithTheTrouble() {
    try (AlertmanagerServer alertmanager =
        AlertmanagerServer.start(namespace.cluster().controlPlane())) {
      operator(
          "--alerts-alertmanager=" + alertmanager.address(),
          "--alerts-link=https://grafana.example.com/d/x?ns={namespace}&name={rollout}");
      LiveRollout shop = released("alerted");
      abort(shop);
      namespace.await("the alert", () -> aborts(alertmanager).size() == 1);

      JsonNode alert = aborts(alertmanager).getFirst();
      assertThat(alert.at("/labels/namespace").asText()).isEqualTo(namespace.name());
      assertThat(alert.at("/labels/rollout").asText()).isEqualTo("alerted");
      assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
      assertThat(alert.at("/annotations/summary").asText())
          .isEqualTo(
              namespace.name()
                  + "/alerted revision 2 was aborted at step 1/2 with 50 % of the traffic:"
                  + " Rollout aborted update to revision 2");
      assertThat(alert.path("generatorURL").asText())
          .isEqualTo("https://grafana.example.com/d/x?ns=" + namespace.name() + "&name=alerted");

      shop.version("v1");
      namespace.await("the alert ends", () -> aborts(alertmanager).isEmpty());
    }
  }

  private static List<JsonNode> aborts(AlertmanagerServer alertmanager) {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals("on-rollout-aborted"))
        .toList();
  }

  @Test
  void whatAReceiverDidNotTakeOutlivesTheProcess() {
    ShippedOperator operator = operator("--alerts-webhook=" + receiver.url("/alerts"));
    LiveRollout shop = LiveRollout.deploy(namespace, "waiting", 2, STEPS);
    namespace.await(
        "the first version is told",
        () -> receiver.taken().stream().anyMatch(r -> r.body().contains("\"waiting\"")));
    receiver.answers(HttpURLConnection.HTTP_UNAVAILABLE);
    shop.version("v2");
    shop.awaitPhase("Paused");
    abort(shop);
    namespace.await(
        "an attempt",
        () -> receiver.refused().stream().anyMatch(r -> r.body().contains("on-rollout-aborted")));
    assertThat(isPending(shop)).isTrue();
    assertThat(shop.replicaSets())
        .noneMatch(set -> set.path("metadata").path("annotations").has(PENDING));

    operator.crash();
    receiver.answers(HttpURLConnection.HTTP_OK);
    namespace.await("the alert", () -> !aborts("waiting").isEmpty());
    namespace.await("it is noted as sent", () -> !isPending(shop));
    assertThat(aborts("waiting")).hasSize(1);
    assertThat(receiver.refused())
        .extracting(Received::key)
        .contains(aborts("waiting").getFirst().key());
  }

  @Test
  void aConfigMapOfArgosNotificationsKeepsWorkingAndADeadReceiverCostsTheOtherNothing() {
    try (ScriptedReceiver dead = ScriptedReceiver.open()) {
      dead.answers(HttpURLConnection.HTTP_INTERNAL_ERROR);
      configure(dead);
      operator();
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
      namespace.await("the step", () -> !receiver.taken().isEmpty());
      abort(shop);
      namespace.await("two messages", () -> receiver.taken().size() == 2);

      assertThat(receiver.taken())
          .extracting(Received::body)
          .containsExactly("step 1 of subscribed", "subscribed is Degraded, token s3cr3t");
      namespace.await("an attempt at the dead one", () -> !dead.refused().isEmpty());
      namespace.await(
          "the broken service is told",
          () ->
              namespace.events().stream()
                  .filter(e -> e.path("reason").asText().equals("NotificationFailed"))
                  .anyMatch(e -> e.path("message").asText().contains("'broken'")));
    }
  }

  @Test
  void theFirstRevisionIsToldToWhoSubscribedInTheManifest() {
    configure(receiver);
    operator();
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

    namespace.await(
        "its first revision",
        () -> receiver.taken().stream().anyMatch(told -> told.body().startsWith("first is ")));
  }

  /** The first look at the Rollout falls between its revision and the status of it. */
  @Test
  void aRevisionThatComesWithTheFirstSubscriptionIsTold() {
    configure(receiver);
    operator();
    LiveRollout shop = LiveRollout.deploy(namespace, "both", 1, STEPS);
    shop.patch(
        """
        {metadata: {annotations: {notifications.argoproj.io/subscribe.on-rollout-updated.live: ""}},
         spec: {template: {metadata: {annotations: {second: "yes"}}}}}
        """);

    namespace.await(
        "its second revision",
        () -> receiver.taken().stream().anyMatch(told -> told.body().startsWith("both is ")));
  }

  /** As a process leaves it that ends between an Event and the write of its notification. */
  @Test
  void aRevisionAndAStepThatNobodyStoredAreToldByTheNextProcess() {
    configure(receiver);
    ShippedOperator operator = operator();
    LiveRollout shop = LiveRollout.deploy(namespace, "unstored", 2, STEPS);
    shop.patch(
        """
        {metadata: {annotations: {
          notifications.argoproj.io/subscribe.on-rollout-updated.live: "",
          notifications.argoproj.io/subscribe.on-rollout-step-completed.live: ""}}}
        """);
    shop.version("v2");
    shop.awaitPhase("Paused");
    namespace.await("both are told", () -> unstored().size() == 2);
    namespace.await("and noted", () -> !isPending(shop));

    operator.process().kill();
    shop.patch(
        """
        {metadata: {annotations: {
          notified.notifications.argoproj.io: null,
          rollout-operator.io/notifications-milestone: "1/0"}}}
        """);
    operator.process().restart().awaitReady();
    namespace.await("both are told again", () -> unstored().size() == 4);
    namespace.await("and noted", () -> !isPending(shop));
    operator.crash();
    abort(shop);

    assertThat(unstored())
        .containsExactlyInAnyOrder(
            "unstored", "step 1 of unstored", "unstored", "step 1 of unstored");
  }

  /** What was told of that Rollout; those of other tests are still there. */
  private List<String> unstored() {
    return receiver.taken().stream()
        .map(received -> received.body().split(" is ", 2)[0])
        .filter(told -> told.endsWith("unstored"))
        .toList();
  }

  private void configure(ScriptedReceiver dead) {
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
}
