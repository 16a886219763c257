package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionsTest {

  private static final String DOUBTFUL = "{strategy: {canary: {maxSurge: 5x}}}";

  private final List<String> told = new ArrayList<>();
  private final Suspicions suspicions =
      new Suspicions((_, type, reason, message) -> told.add(type + " " + reason + ": " + message));

  @Test
  void aDoubtfulFieldIsToldOnceForEachVersionOfTheSpec() {
    suspicions.tell(rollout(1, DOUBTFUL, "{}"));
    suspicions.tell(rollout(1, DOUBTFUL, "{}"));
    assertThat(told)
        .containsExactly(
            "WARNING SuspiciousSpec: spec.strategy.canary.maxSurge: \"5x\" is neither a number nor"
                + " a percentage");
    suspicions.tell(rollout(2, DOUBTFUL, "{}"));
    assertThat(told).hasSize(2);
  }

  @Test
  void aVersionThatTheStatusHasSeenIsNotToldAgain() {
    suspicions.tell(rollout(3, DOUBTFUL, "{observedGeneration: \"3\"}"));
    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsToldOfAGoodOrAMalformedSpec() {
    suspicions.tell(rollout(1, "{strategy: {canary: {maxSurge: 5%}}}", "{}"));
    suspicions.tell(rollout(2, "{strategy: {canary: {steps: abc}}}", "{}"));
    assertThat(told).isEmpty();
  }

  private static Rollout rollout(long generation, String spec, String status) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("web")
            .withUid("u")
            .withGeneration(generation)
            .build());
    JsonNode tree = Json.yaml("{spec: " + spec + ", status: " + status + "}").getFirst();
    rollout.setSpec(tree.path("spec"));
    rollout.setStatus(tree.path("status"));
    return rollout;
  }
}
