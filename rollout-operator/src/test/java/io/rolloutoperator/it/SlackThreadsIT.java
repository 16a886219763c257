package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.SlackLikeServer.Call;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Messages of one release are one thread, or one message, also over a crash. */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"RolloutAborted", "NotificationFailed"})
class SlackThreadsIT {

  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";
  private static final String THREADS = "rollout-operator.io/notifications-threads";

  private final SlackLikeServer slack = SlackLikeServer.open();
  private final TestNamespace namespace;
  private final List<ShippedOperator> started = new ArrayList<>();

  SlackThreadsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @AfterEach
  void close() {
    started.forEach(operator -> operator.local().close());
    slack.close();
  }

  private ShippedOperator operator() {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--leader-elect=false");
    ShippedOperator operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
    started.add(operator);
    return operator;
  }

  private void configure(String deliveryPolicy) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData: {slack-token: xoxb-1}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.slack: "{token: $slack-token, apiURL: '%s'}"
          trigger.on-rollout-step-completed: "- send: [step]"
          trigger.on-rollout-aborted: "- send: [aborted]"
          template.step: |
            message: "{{.rollout.metadata.name}} goes on, {{slackUserByEmail `on-call@example.com`}}"
            slack: {groupingKey: "{{.rollout.metadata.uid}}", deliveryPolicy: %s}
          template.aborted: |
            message: "{{.rollout.metadata.name}} was aborted"
            slack: {groupingKey: "{{.rollout.metadata.uid}}", deliveryPolicy: %s}
        """
            .formatted(slack.url(), deliveryPolicy, deliveryPolicy));
  }

  /** Its second version waits at half of the pods, which is told. */
  private LiveRollout told(String name) {
    LiveRollout rollout = LiveRollout.deploy(namespace, name, 2, STEPS);
    rollout.patch(
        """
        {metadata: {annotations: {
          notifications.argoproj.io/subscribe.on-rollout-step-completed.slack: releases,
          notifications.argoproj.io/subscribe.on-rollout-aborted.slack: releases}}}
        """);
    rollout.version("v2");
    rollout.awaitPhase("Paused");
    namespace.await("the first message", () -> slack.calls().size() == 1);
    namespace.await("it is stored", () -> threads(rollout).size() == 1);
    return rollout;
  }

  private static List<JsonNode> threads(LiveRollout rollout) {
    String text = rollout.object().at("/metadata/annotations").path(THREADS).asText("[]");
    return Json.elements(Json.parse(text)).toList();
  }

  private List<Call> aborted(LiveRollout rollout, int calls) {
    rollout.abort();
    rollout.awaitPhase("Degraded");
    namespace.await("the calls of the abort", () -> slack.calls().size() == 1 + calls);
    return slack.calls().subList(1, 1 + calls);
  }

  @Test
  void theNextProcessAnswersInTheThreadAndBringsItsFirstMessageUpToDate() {
    configure("PostAndUpdate");
    ShippedOperator operator = operator();
    LiveRollout shop = told("threaded");
    operator.restart();
    List<Call> calls = aborted(shop, 2);

    assertThat(slack.calls().getFirst().text("channel")).isEqualTo("releases");
    assertThat(slack.calls().getFirst().text("text"))
        .isEqualTo("threaded goes on, <@" + SlackLikeServer.PERSON_ID + ">");
    assertThat(calls).extracting(Call::method).containsExactly("chat.update", "chat.postMessage");
    assertThat(calls).extracting(call -> call.text("text")).containsOnly("threaded was aborted");
    assertThat(calls.getFirst().text("channel")).isEqualTo(SlackLikeServer.CHANNEL);
    assertThat(calls.getFirst().text("ts")).isEqualTo("1.000");
    assertThat(calls.getLast().text("thread_ts")).isEqualTo("1.000");
    assertThat(threads(shop)).hasSize(1);
    assertThat(shop.replicaSets())
        .noneMatch(set -> set.path("metadata").path("annotations").has(THREADS));
  }

  @Test
  void oneMessageGoesThroughTheRelease() {
    configure("Update");
    ShippedOperator operator = operator();
    LiveRollout shop = told("updated");
    operator.restart();

    assertThat(aborted(shop, 1))
        .singleElement()
        .isEqualTo(
            new Call(
                "chat.update",
                Json.parse(
                    """
                    {"channel": "C042", "ts": "1.000", "text": "updated was aborted"}
                    """)));
  }

  @Test
  void whereTheFirstMessageWasDeletedANewOneIsPosted() {
    configure("Update");
    operator();
    LiveRollout shop = told("deleted");
    slack.deleteMessages();

    assertThat(aborted(shop, 1).getFirst().method()).isEqualTo("chat.postMessage");
    namespace.await(
        "the new message begins the thread",
        () -> threads(shop).getFirst().path("ts").asText().equals("2.000"));
    assertThat(threads(shop)).hasSize(1);
  }
}
