package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code spec.restartAt}: all pods are replaced, by eviction, a few at a time. */
@RequiresCluster
@OnAnyCluster
@Execution(ExecutionMode.CONCURRENT)
class RestartIT {
  private final TestNamespace namespace;

  RestartIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
  }

  @Test
  void everyPodIsReplacedOneByOneWithoutANewRevision() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "web", 4, "{}");
    Set<String> before = pods("web");
    Instant at = restart(rollout);
    Set<String> phases = new TreeSet<>();

    rollout.await(
        "restarted",
        seen -> {
          assertThat(ready("web")).as("pods that serve").isGreaterThanOrEqualTo(3);
          phases.add(seen.at("/status/phase").asText() + seen.at("/status/message").asText());
          return seen.at("/status/restartedAt").asText().equals(at.toString());
        });
    rollout.awaitPhase("Healthy");

    assertThat(pods("web")).hasSize(4).doesNotContainAnyElementsOf(before);
    assertThat(rollout.scales()).isEqualTo("1=4");
    assertThat(phases)
        .contains("Progressingrollout is restarting")
        .noneMatch(phase -> phase.startsWith("Degraded"));
  }

  @Test
  void aBudgetOfDisruptionIsKeptAndTheReleaseGoesOnMeanwhile() {
    LiveRollout rollout =
        LiveRollout.deploy(namespace, "kept", 2, "{steps: [{setWeight: 50}, {pause: {}}]}");
    budget("kept", 3); // as many as there ever are: none may go
    Set<String> before = pods("kept");
    restart(rollout);
    rollout.await(
        "it is restarting",
        seen -> seen.at("/status/message").asText().equals("rollout is restarting"));

    rollout.version("v2");
    rollout.awaitPausedAt(1);
    assertThat(rollout.status().has("restartedAt")).isFalse();
    assertThat(pods("kept")).containsAnyElementsOf(before);
  }

  @Test
  void aRestartOfLaterWaitsForItsTime() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "later", 1, "{}");
    Set<String> before = pods("later");
    Instant at = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
    rollout.patch("{spec: {restartAt: '" + at + "'}}");

    rollout.await(
        "restarted", seen -> seen.at("/status/restartedAt").asText().equals(at.toString()));
    rollout.awaitPhase("Healthy");

    assertThat(live("later"))
        .allSatisfy(
            pod ->
                assertThat(Instant.parse(pod.at("/metadata/creationTimestamp").asText()))
                    .isAfterOrEqualTo(at));
    assertThat(pods("later")).doesNotContainAnyElementsOf(before);
  }

  /** Asks for it in a second, so that every pod that is there was made before. */
  private static Instant restart(LiveRollout rollout) {
    Instant at = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    rollout.patch("{spec: {restartAt: '" + at + "'}}");
    return at;
  }

  private void budget(String app, int minAvailable) {
    namespace.apply(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: %1$s}
        spec: {minAvailable: %2$d, selector: {matchLabels: {app: %1$s}}}
        """
            .formatted(app, minAvailable));
    namespace.await(
        "budget is counted",
        () ->
            namespace
                    .read("policy/v1", "PodDisruptionBudget", app)
                    .at("/status/desiredHealthy")
                    .asInt()
                == minAvailable);
  }

  private Set<String> pods(String app) {
    return live(app).stream()
        .map(pod -> pod.at("/metadata/name").asText())
        .collect(Collectors.toSet());
  }

  private long ready(String app) {
    return live(app).stream()
        .flatMap(pod -> Json.elements(pod.at("/status/conditions")))
        .filter(condition -> condition.path("type").asText().equals("Ready"))
        .filter(condition -> condition.path("status").asText().equals("True"))
        .count();
  }

  /** Pods of an app that nobody deletes. */
  private List<JsonNode> live(String app) {
    String path =
        "/api/v1/namespaces/%s/pods?labelSelector=app=%s".formatted(namespace.name(), app);
    try {
      return Json.elements(namespace.cluster().api().get(path).orThrow("pods").path("items"))
          .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
