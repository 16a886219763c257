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
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Removes the definitions of kinds. */
@DisruptsCluster
class DamagedDefinitionsIT {
  private static final String STEPS = "[{setWeight: 50}, {pause: {duration: 1s}}]";

  /** Nothing but a look of its own brings the operator to it, at least every 10 s. */
  private static final Duration HEALS_WITHIN = Duration.ofSeconds(20);

  private static final Duration GRACEFUL = Duration.ofSeconds(10);
  private static final String GROUP = "gateway.networking.k8s.io";

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

  /** A cluster whose administrators have no Gateway API, nor anybody else's routes. */
  @Test
  void withoutAnyKindOfRoutesAnOperatorStartsReleasesAndTellsWhatIsMissingUntilItIsInstalled()
      throws IOException {
    LiveRoute route = new LiveRoute(namespace, "routed");
    LiveRollout unrouted = LiveRollout.deploy(namespace, "unrouted", 2, "{steps: " + STEPS + "}");
    LiveRollout routed;
    LiveRollout called;
    try {
      removeGatewayApi();
      assertThat(operator.local().terminate(GRACEFUL)).isZero();
      operator.local().restart().awaitReady();
      routed = applyWithoutRoute("httpRoute", route);
      called = applyWithoutRoute("grpcRoute", new LiveRoute(namespace, "called"));
      routed.awaitDegraded(missing("routed", "HTTPRoute"));
      called.awaitDegraded(missing("called", "GRPCRoute"));
      unrouted.version("v2");
      unrouted.awaitPhase("Healthy");
      assertThat(unrouted.scales()).isEqualTo("1=0 2=2");
      assertThat(toldOf("is not installed")).isEqualTo("GRPCRoute HTTPRoute");
    } finally {
      CustomResourceDefinitions.install(api, List.of("gateway-api"));
    }
    namespace.await("the route is taken", () -> applied(route));
    namespace.await("it heals", HEALS_WITHIN, () -> routed.phase().equals("Healthy"));
    routed.version("v2");
    routed.awaitPhase("Healthy");
    assertThat(toldOf("is installed now")).contains("HTTPRoute");
    assertThat(toldOf("is not installed")).isEqualTo("GRPCRoute HTTPRoute");
    assertThat(operator.local().running()).isTrue();
  }

  private LiveRollout applyWithoutRoute(String field, LiveRoute route) {
    route.applyServices();
    return LiveRollout.apply(
        namespace, route.name(), 1, route.strategy(STEPS, "").replace("httpRoute", field));
  }

  private void removeGatewayApi() throws IOException {
    List<String> names =
        CustomResourceDefinitions.documents("gateway-api").stream()
            .map(definition -> definition.at("/metadata/name").asText())
            .toList();
    for (String name : names) {
      api.delete(LooseDefinition.PATH + name, Json.object()).orThrow("removal");
    }
    namespace.await("no group is left", () -> api.get("/apis/" + GROUP).status() == 404);
  }

  private static String missing(String rollout, String kind) {
    return "InvalidSpec: The Rollout \"%s\" is invalid: spec.strategy.canary.trafficRouting.plugins:"
            .formatted(rollout)
        + " Invalid value: \"argoproj-labs/gatewayAPI\": no matches for kind %s in version %s;"
            .formatted(kind, LiveRoute.GATEWAY)
        + " install Gateway API v1";
  }

  /** The kinds of which the log says this, each as often as it is said. */
  private static String toldOf(String words) {
    return operator.local().logLines().stream()
        .filter(line -> line.contains("Route of " + GROUP + " " + words))
        .map(line -> line.replaceFirst(".*?(\\w+Route) of .*", "$1"))
        .sorted()
        .collect(Collectors.joining(" "));
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
    assertThat(operator.local().running()).isTrue();
  }

  private void remove(String definition, String collection) throws IOException {
    api.delete(LooseDefinition.PATH + definition, Json.object()).orThrow("removal");
    namespace.await(definition + " is gone", () -> api.get("/apis/" + collection).status() == 404);
  }
}
