package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of Services when the watch says that their Rollout is gone. */
@RequiresCluster
@OnAnyCluster
@Execution(ExecutionMode.CONCURRENT)
class FarewellIT {
  private static final String STEPS = "[{setWeight: 20}, {pause: {}}]";
  private static final String INSTANCE = "argo-rollouts.argoproj.io/controller-instance-id";
  private static final String ROLLOUTS = "argoproj.io/v1alpha1";

  private final TestNamespace namespace;

  FarewellIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  @Test
  void aRolloutThatGoesToAnotherInstanceInMidCanaryKeepsItsServices() {
    LiveRoute route = LiveRoute.apply(namespace, "moved");
    LiveRollout rollout = route.deploy(5, STEPS);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    String stable = route.selected("stable");
    String canary = route.selected("canary");

    rollout.patch("{metadata: {labels: {%s: another}}}".formatted(INSTANCE));
    // The farewell to this one comes after that to the other.
    LiveRoute later = LiveRoute.apply(namespace, "deleted");
    later.deploy(1, STEPS);
    namespace.delete(ROLLOUTS, "Rollout", "deleted");
    namespace.await("the Services are released", () -> later.selected("stable").isEmpty());
    namespace.await("the deletion is told", () -> deletions("deleted").count() == 1);

    assertThat(stable).isNotEmpty().isNotEqualTo(canary);
    assertThat(route.selected("stable")).isEqualTo(stable);
    assertThat(route.selected("canary")).isEqualTo(canary);
    assertThat(deletions("moved")).isEmpty();

    rollout.patch("{metadata: {labels: {%s: null}}}".formatted(INSTANCE));
    rollout.promote();
    rollout.awaitPhase("Healthy");
  }

  @Test
  void aRolloutThatIsMadeAnewAtOnceIsTakenCareOf() {
    LiveRoute route = LiveRoute.apply(namespace, "anew");
    route.deploy(2, STEPS).version("v2");
    namespace.await("the canary is there", () -> !route.selected("canary").isEmpty());

    for (int time = 1; time <= 5; time++) {
      namespace.delete(ROLLOUTS, "Rollout", "anew");
      LiveRollout next = LiveRollout.deploy(namespace, "anew", 2, route.strategy(STEPS, ""));
      String hash = next.status().path("stableRS").asText();
      namespace.await("its Service is claimed", () -> route.selected("stable").equals(hash));
    }
  }

  private Stream<JsonNode> deletions(String rollout) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("RolloutDeleted"))
        .filter(event -> event.path("message").asText().contains("Rollout " + rollout + "/"));
  }
}
