package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Removes the definitions of kinds. */
@DisruptsCluster
class DamagedDefinitionsIT {
  private static final String STEPS = "[{setWeight: 50}, {pause: {duration: 1s}}]";

  /** Nothing but a look of its own brings the operator to it, at least every 10 s. */
  private static final Duration HEALS_WITHIN = Duration.ofSeconds(20);

  private static ShippedOperator operator;

  private final TestNamespace namespace;
  private final Api api;

  DamagedDefinitionsIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace);
  }

  @Test
  void aMissingKindOfRoutesIsToldAndHealsWhenItIsInstalled() throws IOException {
    LiveRollout healthy = LiveRollout.deploy(namespace, "unrouted", 2, "{steps: " + STEPS + "}");
    LiveRoute route = new LiveRoute(namespace, "routed");
    LiveRollout routed;
    try {
      remove("httproutes.gateway.networking.k8s.io", LiveRoute.GATEWAY + "/httproutes");
      route.applyServices();
      routed = LiveRollout.apply(namespace, "routed", 1, route.strategy(STEPS, ""));
      routed.awaitDegraded(
          "InvalidSpec: The Rollout \"routed\" is invalid:"
              + " spec.strategy.canary.trafficRouting.plugins: Invalid value:"
              + " \"argoproj-labs/gatewayAPI\": no matches for kind HTTPRoute in version"
              + " gateway.networking.k8s.io/v1; install Gateway API v1");
      healthy.version("v2");
      healthy.awaitPhase("Healthy");
    } finally {
      CustomResourceDefinitions.install(api, List.of("gateway-api"));
    }
    namespace.await("the route is taken", () -> applied(route));
    namespace.await("it heals", HEALS_WITHIN, () -> routed.phase().equals("Healthy"));
    routed.version("v2");
    routed.awaitPhase("Healthy");
    assertThat(operator.process().running()).isTrue();
  }

  private static boolean applied(LiveRoute route) {
    route.applyTo("stable", "canary");
    return true;
  }

  @Test
  void rolloutsAreWorkedOnAgainWhenTheirDefinitionComesBack() throws IOException {
    LiveRollout.deploy(namespace, "lost", 1, "{steps: " + STEPS + "}");
    try {
      remove("rollouts.argoproj.io", LiveRollout.API + "/rollouts");
    } finally {
      CustomResourceDefinitions.install(api, List.of("crds"));
    }
    LiveRollout found = LiveRollout.deploy(namespace, "found", 1, "{steps: " + STEPS + "}");
    found.version("v2");
    found.awaitPhase("Healthy");
    assertThat(operator.process().running()).isTrue();
  }

  private void remove(String definition, String collection) throws IOException {
    api.delete(LooseDefinition.PATH + definition, Json.object()).orThrow("removal");
    namespace.await(definition + " is gone", () -> api.get("/apis/" + collection).status() == 404);
  }
}
