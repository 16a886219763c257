package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Definitions of another version than the operator. */
@DisruptsCluster
@OnAnyCluster
class CrdSkewIT {
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private final TestNamespace namespace;
  private final Api api;

  CrdSkewIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  private static ObjectNode properties(ObjectNode definition, String part) {
    return (ObjectNode)
        definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/" + part + "/properties");
  }

  /**
   * What the definitions lack is dropped by the API server; the rest goes on, and comes to rest.
   */
  @Test
  void olderOnesLackFieldsAndReleasesGoOn() {
    try (LooseDefinition _ =
        new LooseDefinition(
            api,
            definition -> {
              properties(definition, "spec").remove("rollbackWindow");
              properties(definition, "status").remove("message");
              return definition;
            },
            "rollouts")) {
      LiveRollout rollout = LiveRollout.deploy(namespace, "older", 2, STEPS);
      namespace.await(
          "the older definition is in force",
          () -> {
            rollout.patch("{spec: {rollbackWindow: {revisions: 3}}}");
            return !rollout.object().path("spec").has("rollbackWindow");
          });
      rollout.version("v2");
      rollout.awaitPausedAt(1);
      rollout.promote();
      rollout.awaitPhase("Healthy");
      assertThat(rollout.scales()).isEqualTo("1=0 2=2");
    }
  }

  @Test
  void newerOnesHaveFieldsThatAreKept() {
    try (LooseDefinition _ =
        new LooseDefinition(
            api,
            definition -> {
              properties(definition, "spec").putObject("future").put("type", "string");
              properties(definition, "status").putObject("future").put("type", "string");
              return definition;
            },
            "rollouts")) {
      LiveRollout rollout = LiveRollout.deploy(namespace, "newer", 2, STEPS);
      namespace.await(
          "the newer definition is in force",
          () -> {
            rollout.patch("{spec: {future: kept}}");
            return rollout.object().at("/spec/future").asText().equals("kept");
          });
      namespace.patchStatus(LiveRollout.API, "Rollout", "newer", "{status: {future: kept}}");
      rollout.version("v2");
      rollout.awaitPausedAt(1);
      rollout.promote();
      rollout.awaitPhase("Healthy");
      assertThat(rollout.object().at("/spec/future").asText()).isEqualTo("kept");
      assertThat(rollout.object().at("/status/future").asText()).isEqualTo("kept");
    }
  }
}
