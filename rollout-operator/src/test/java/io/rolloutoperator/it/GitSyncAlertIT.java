package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People hear that Git sync fails: once for each commit and reason, and once when it is well. */
@RequiresCluster
@ExpectWarnings({"BuildFailed", "NotificationFailed"})
class GitSyncAlertIT {

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: committed}
      spec:
        selector: {matchLabels: {app: committed}}
        template:
          metadata: {labels: {app: committed}}
          spec: {containers: [{name: main, image: "example/app:v1"}]}
        strategy: {canary: {}}
      """;

  private final ScriptedReceiver receiver = ScriptedReceiver.open();
  private final TestNamespace namespace;
  private final List<ShippedOperator> started = new ArrayList<>();

  GitSyncAlertIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** Nobody elects a leader here, and two of them would tell everything twice. */
  @AfterEach
  void close() {
    started.forEach(operator -> operator.process().close());
    receiver.close();
  }

  private ShippedOperator operator() {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--leader-elect=false");
    flags.add("--alerts-webhook=" + receiver.url("/alerts"));
    ShippedOperator operator = LiveGitSync.startProcess(namespace, flags.toArray(String[]::new));
    started.add(operator);
    return operator;
  }

  /**
   * What a receiver that looks at the keys was told: a process that is killed between the answer
   * and its note of it sends the same again.
   */
  private List<JsonNode> told(String state) {
    Map<String, JsonNode> byKey = new LinkedHashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (ScriptedReceiver.Received received : receiver.taken()) {
      byKey.putIfAbsent(received.key(), received.json());
      times.merge(received.key(), 1, Integer::sum);
    }
    assertThat(times)
        .as("keys")
        .doesNotContainKey("")
        .allSatisfy((_, n) -> assertThat(n).isLessThan(3));
    return byKey.values().stream()
        .filter(alert -> alert.path("trigger").asText().equals("on-git-sync-failed"))
        .filter(alert -> alert.path("state").asText().equals(state))
        .toList();
  }

  private List<String> whatFired() {
    return told("firing").stream()
        .map(alert -> alert.path("reason").asText() + " " + alert.path("commit").asText())
        .toList();
  }

  private static String map(String value) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: told}, data: {value: \"%s\"}}"
        .formatted(value);
  }

  @Test
  void aBrokenCommitIsToldOnceAndItsMendingTooWhateverBecomesOfReceiverAndProcess() {
    ShippedOperator operator = operator();
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "told", Map.of("a.yaml", map("1")), "")) {
      sync.awaitReady(sync.repository().head());
      receiver.answers(HttpURLConnection.HTTP_UNAVAILABLE);
      String broken = sync.push(Map.of("b.yaml", "a: 1\na: 2\n"), "broken");
      sync.awaitNotReady("BuildFailed");
      namespace.await("an attempt", () -> !receiver.refused().isEmpty());
      operator.crash();
      receiver.answers(HttpURLConnection.HTTP_OK);
      namespace.await("the alert", () -> !told("firing").isEmpty());

      JsonNode alert = told("firing").getFirst();
      assertThat(alert.path("gitsync").asText()).isEqualTo("told");
      assertThat(alert.path("reason").asText()).isEqualTo("BuildFailed");
      assertThat(alert.path("message").asText()).endsWith("b.yaml:2: duplicate key \"a\"");
      assertThat(alert.path("commit").asText()).isEqualTo(broken);

      String worse = sync.push(Map.of("b.yaml", "a: 1\na: 3\n"), "another one");
      namespace.await("the next commit's", () -> told("firing").size() == 2);
      assertThat(whatFired()).containsExactly("BuildFailed " + broken, "BuildFailed " + worse);
      assertThat(told("resolved")).isEmpty();

      sync.push(Map.of("b.yaml", map("2").replace("name: told", "name: other")), "mended");
      namespace.await("the end", () -> !told("resolved").isEmpty());
      operator.crash();
      sync.push(Map.of("a.yaml", map("3")), "as it should be");
      sync.awaitReady(sync.repository().head());
      assertThat(told("firing")).hasSize(2);
      assertThat(told("resolved")).hasSize(1);
    }
  }

  @Test
  void aRolloutsAlertNamesTheCommitThatItCameFrom() {
    operator();
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "release", Map.of("rollout.yaml", ROLLOUT), "")) {
      sync.awaitReady(sync.repository().head());
      namespace.await(
          "the promotion is told",
          () ->
              receiver.taken().stream()
                  .map(ScriptedReceiver.Received::json)
                  .filter(alert -> alert.path("trigger").asText().equals("on-rollout-completed"))
                  .anyMatch(
                      alert -> alert.path("commit").asText().equals(sync.repository().head())));
    }
  }
}
