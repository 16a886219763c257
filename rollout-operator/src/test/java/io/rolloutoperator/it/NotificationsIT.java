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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** People hear of releases: once, whatever happens to the receiver and to the process. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed"})
@Order(1) // begins early, as it takes long
class NotificationsIT {

  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";
  private static final String PENDING = "rollout-operator.io/notifications-pending";

  /** Takes what is told of the Rollouts of all tests. */
  private static ScriptedReceiver receiver;

  private static AlertmanagerServer alertmanager;
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  NotificationsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(TestNamespace namespace) {
    receiver = ScriptedReceiver.open();
    alertmanager = AlertmanagerServer.start(namespace.cluster().controlPlane());
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.addAll(
        List.of(
            "--leader-elect=false",
            "--alerts-webhook=" + receiver.url("/alerts"),
            "--alerts-alertmanager=" + alertmanager.address(),
            "--alerts-link=https://grafana.example.com/d/x?ns={namespace}&name={rollout}"));
    operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    alertmanager.close();
    receiver.close();
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
    operator.restart();
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
    operator.restart();
    other.version("v1");
    namespace.await(
        "the end of the other", () -> !told("on-rollout-aborted", "resolved", "other").isEmpty());
    assertThat(told("on-rollout-aborted", "resolved", "shop")).hasSize(1);
    assertThat(aborts("shop")).hasSize(1);
  }

  @Test
  void aReleaseIsStuckUntilItGoesOnAndAPausedOneIsNot() {
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
    LiveRollout shop = released("alerted");
    abort(shop);
    namespace.await("the alert", () -> alerts("alerted").size() == 1);

    JsonNode alert = alerts("alerted").getFirst();
    assertThat(alert.at("/labels/namespace").asText()).isEqualTo(namespace.name());
    assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
    assertThat(alert.at("/annotations/summary").asText())
        .isEqualTo(
            namespace.name()
                + "/alerted revision 2 was aborted at step 1/2 with 50 % of the traffic:"
                + " Rollout aborted update to revision 2");
    assertThat(alert.path("generatorURL").asText())
        .isEqualTo("https://grafana.example.com/d/x?ns=" + namespace.name() + "&name=alerted");

    shop.version("v1");
    namespace.await("the alert ends", () -> alerts("alerted").isEmpty());
  }

  /** The alerts of aborted releases that Alertmanager has of that Rollout. */
  private static List<JsonNode> alerts(String rollout) {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals("on-rollout-aborted"))
        .filter(alert -> alert.at("/labels/rollout").asText().equals(rollout))
        .toList();
  }

  @Test
  void whatAReceiverDidNotTakeOutlivesTheProcess() {
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

    operator.restart();
    receiver.answers(HttpURLConnection.HTTP_OK);
    namespace.await("the alert", () -> !aborts("waiting").isEmpty());
    namespace.await("it is noted as sent", () -> !isPending(shop));
    assertThat(aborts("waiting")).hasSize(1);
    assertThat(receiver.refused())
        .extracting(Received::key)
        .contains(aborts("waiting").getFirst().key());
  }
}
