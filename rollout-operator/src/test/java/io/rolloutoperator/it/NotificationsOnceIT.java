package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.TroublesomeReceiver.Request;
import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The process is killed at each moment of a notification's way, and the next one tells the abort:
 * once, or a second time with the same key where nobody can know whether the first one arrived.
 */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed", "AnalysisRunFailed", "MetricFailed"})
@Order(1) // begins early, as it takes long
class NotificationsOnceIT {
  private static final CountDownLatch never = new CountDownLatch(1);
  private static TroublesomeReceiver receiver = TroublesomeReceiver.open();
  private static ApiProxy proxy;
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  NotificationsOnceIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--alerts-webhook=" + receiver.url(ToldAborts.HOOK));
    flags.add("--leader-elect=false");
    operator =
        ShippedOperator.startProcess(namespace, proxy::kubeconfig, flags.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    operator.process().close();
    never.countDown();
    receiver.close();
    proxy.close();
  }

  private ToldAborts told() {
    return new ToldAborts(namespace, receiver);
  }

  private void abortAndKill(LiveRollout rollout, Moment moment, String annotation) {
    proxy.add(ToldAborts.kill(operator.process(), moment, annotation));
    rollout.abort();
    namespace.await("it is killed", () -> !operator.process().running());
  }

  private boolean isToldToFail(String rollout) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("NotificationFailed"))
        .anyMatch(event -> event.at("/involvedObject/name").asText().equals(rollout));
  }

  private static void startAgain() {
    operator.process().restart().awaitReady();
  }

  @Test
  void killedBeforeItIsStoredItIsToldOnce() {
    LiveRollout shop = told().released("before-storing");
    abortAndKill(shop, Moment.BEFORE, ToldAborts.PENDING);
    assertThat(ToldAborts.isPending(shop)).isFalse();
    assertThat(told().aborts(shop)).isEmpty();

    startAgain();
    told().await(shop, 1);
  }

  @Test
  void killedBetweenStoringAndSendingItIsToldOnce() {
    LiveRollout shop = told().released("stored");
    abortAndKill(shop, Moment.AFTER, ToldAborts.PENDING);
    assertThat(ToldAborts.isPending(shop)).isTrue();
    assertThat(told().aborts(shop)).isEmpty();

    startAgain();
    told().await(shop, 1);
  }

  @Test
  void killedWhileTheReceiverThinksItIsToldAgainWithTheSameKey() {
    LiveRollout shop = told().released("sending");
    receiver.at(ToldAborts.HOOK, TroublesomeReceiver.heldUntil(never));
    shop.abort();
    namespace.await("it arrives", () -> told().aborts(shop).size() == 1);
    operator.process().kill();
    assertThat(ToldAborts.isPending(shop)).isTrue();

    startAgain();
    told().await(shop, 2);
  }

  @Test
  void killedBetweenSendingAndNotingItIsToldAgainWithTheSameKey() {
    LiveRollout shop = told().released("sent");
    abortAndKill(shop, Moment.BEFORE, ToldAborts.SENT);
    assertThat(told().aborts(shop)).hasSize(1);
    assertThat(ToldAborts.isPending(shop)).isTrue();

    startAgain();
    told().await(shop, 2);
  }

  /** What its abort took back, numbers and step, is stored with it. */
  @Test
  void aFailedAnalysisIsToldAgainWithTheSameKeyInTheSameWords() {
    String trigger = "on-analysis-run-failed";
    try (ScriptedPrometheus prometheus = ScriptedPrometheus.open()) {
      proxy.add(ToldAborts.kill(operator.process(), Moment.BEFORE, ToldAborts.SENT, trigger));
      LiveRollout shop =
          new JudgedRollouts(namespace, prometheus).byStep("judged", "count: 1", "0.5");
      namespace.await("it is killed", () -> !operator.process().running());
      assertThat(told().told(shop, trigger)).hasSize(1);

      startAgain();
      namespace.await("it is told again", () -> told().told(shop, trigger).size() == 2);
      assertThat(told().told(shop, trigger))
          .extracting(Request::key, Request::body)
          .containsOnly(
              tuple(
                  told().told(shop, trigger).getFirst().key(),
                  told().told(shop, trigger).getFirst().body()));
      JsonNode alert = Json.parse(told().told(shop, trigger).getLast().body());
      assertThat(alert.path("canary").asText()).isEqualTo("[0.5]");
      assertThat(alert.path("step").asText() + "/" + alert.path("steps").asText()).isEqualTo("1/3");
      assertThat(alert.path("weight").asText()).isEqualTo("50");
    }
  }

  @Test
  void killedOnceItIsNotedItIsNotToldAgain() {
    LiveRollout shop = told().released("noted");
    abortAndKill(shop, Moment.AFTER, ToldAborts.SENT);

    startAgain();
    told().released("another");
    told().await(shop, 1);
  }

  @Test
  void aReceiverThatWasDownIsToldOnceItIsBackThoughTheProcessWasKilledMeanwhile() {
    LiveRollout shop = told().released("down");
    int port = receiver.port();
    receiver.close();
    shop.abort();
    namespace.await("an attempt failed", () -> isToldToFail("down"));
    assertThat(ToldAborts.isPending(shop)).isTrue();
    operator.process().kill();
    startAgain();
    receiver = TroublesomeReceiver.openAt(port);
    told().await(shop, 1);
  }

  @Test
  void whatWaitedIsToldAsItWasThoughAnotherRevisionFollowedMeanwhile() {
    LiveRollout shop = told().released("meanwhile");
    int port = receiver.port();
    receiver.close();
    shop.abort();
    namespace.await("an attempt failed", () -> isToldToFail("meanwhile"));
    operator.process().kill();
    shop.version("v3");
    startAgain();
    shop.awaitPhase("Paused");
    receiver = TroublesomeReceiver.openAt(port);
    namespace.await("the abort and its end are told", () -> told().aborts(shop).size() == 2);

    JsonNode abort = Json.parse(told().aborts(shop).getFirst().body());
    assertThat(abort.path("state").asText()).isEqualTo("firing");
    assertThat(abort.path("revision").asText()).isEqualTo("2");
    assertThat(abort.path("phase").asText()).isEqualTo("Degraded");
    assertThat(abort.path("message").asText()).contains("aborted update to revision 2");
    assertThat(abort.path("step").asText() + "/" + abort.path("steps").asText()).isEqualTo("0/1");
    JsonNode end = Json.parse(told().aborts(shop).getLast().body());
    assertThat(end.path("state").asText()).isEqualTo("resolved");
    assertThat(end.path("revision").asText()).isEqualTo("3");
  }
}
