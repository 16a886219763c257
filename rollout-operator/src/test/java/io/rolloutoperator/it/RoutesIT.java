package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Routes that are not as a Rollout needs them, and pods whose number is not that of the weight. */
@RequiresCluster
@OnAnyCluster
@Execution(ExecutionMode.CONCURRENT)
class RoutesIT {
  private static final String STEPS = "[{setWeight: 20}, {pause: {}}]";

  /** A look of its own brings the operator to it, at least every 10 s. */
  private static final Duration HEALS_WITHIN = Duration.ofSeconds(20);

  /** A watch brings it; without one a look would come after 60 s at rest. */
  private static final Duration PUT_BACK_WITHIN = Duration.ofSeconds(30);

  /** Weights that were written are looked at each second until the router has confirmed them. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(3);

  private final TestNamespace namespace;

  RoutesIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.startWithRightsOfTheCluster(namespace); // one route is in another namespace
  }

  @Test
  void theCanaryHasAsManyPodsAsItsScaleSaysWhateverItsWeight() {
    LiveRoute route = LiveRoute.apply(namespace, "scaled");
    LiveRollout rollout =
        route.deploy(
            4,
            "[{setCanaryScale: {replicas: 3}}, {setWeight: 25}, {pause: {}},"
                + " {setCanaryScale: {weight: 25}}, {pause: {}},"
                + " {setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 50}, {pause: {}}]");
    rollout.version("v2");
    rollout.awaitPausedAt(2);
    assertThat(rollout.scales()).isEqualTo("1=4 2=3");
    assertThat(route.weights()).isEqualTo("75 25");
    rollout.promote();
    rollout.awaitPausedAt(4);
    assertThat(rollout.scales()).isEqualTo("1=4 2=1");
    assertThat(route.weights()).isEqualTo("75 25");
    rollout.promote();
    rollout.awaitPausedAt(7);
    assertThat(rollout.scales()).isEqualTo("1=4 2=2");
    assertThat(route.weights()).isEqualTo("50 50");
    rollout.promote();
    rollout.awaitPhase("Healthy");
    rollout.await("all traffic is stable's", _ -> route.weights().equals("100 0"));
    assertThat(rollout.scales()).endsWith("2=4");
  }

  @Test
  void aMissingRouteIsToldAndHealsWhenItComes() {
    LiveRoute route = new LiveRoute(namespace, "late");
    route.applyServices();
    LiveRollout rollout = LiveRollout.apply(namespace, "late", 1, route.strategy(STEPS, ""));
    rollout.awaitDegraded(invalid("late", "HTTPRoute \"" + namespace.name() + "/late\" not found"));
    assertThat(rollout.replicaSets()).isEmpty();

    route.applyTo("stable", "canary");
    awaitHealed(rollout);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    assertThat(route.weights()).isEqualTo("80 20");
  }

  @Test
  void aRouteWithoutABackendIsToldAndHealsWhenItIsPutRight() {
    LiveRoute route = new LiveRoute(namespace, "half");
    route.applyServices();
    route.applyTo("stable", "other");
    LiveRollout rollout = LiveRollout.apply(namespace, "half", 1, route.strategy(STEPS, ""));
    rollout.awaitDegraded(
        invalid("half", "HTTPRoute half has no backendRef to service half-canary"));

    route.applyTo("stable", "canary");
    awaitHealed(rollout);
  }

  @Test
  void weightsThatSomebodyElseResetsArePutBackWhenTheyAreSeen() {
    LiveRoute route = LiveRoute.apply(namespace, "reset");
    LiveRollout rollout = route.deploy(2, STEPS);
    putBack(route, "100 0", 50, 50);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    List<Long> millis = new ArrayList<>();
    for (int resets = 1; resets <= 3; resets++) {
      millis.add(putBack(route, "80 20", 100, 0));
    }
    System.out.println("weights that were reset were put back after " + millis + " ms");
    assertThat(
            namespace
                .read(LiveRoute.GATEWAY, "HTTPRoute", "reset")
                .at("/metadata/annotations/rollout-operator.io~1managed-fields")
                .asText())
        .isEqualTo("/spec/rules/0/backendRefs/0/weight,/spec/rules/0/backendRefs/1/weight");
  }

  /** Resets weights when no look of its own brings the operator to them, but the watch. */
  private long putBack(LiveRoute route, String weights, int stable, int canary) {
    Awaitility.await("no look follows")
        .during(LAST_LOOK)
        .atMost(PUT_BACK_WITHIN)
        .until(() -> route.weights().equals(weights));
    reset(stable, canary);
    Instant since = Instant.now();
    namespace.await("put back", PUT_BACK_WITHIN, () -> route.weights().equals(weights));
    return Duration.between(since, Instant.now()).toMillis();
  }

  private void reset(int stable, int canary) {
    namespace.patch(
        LiveRoute.GATEWAY,
        "HTTPRoute",
        "reset",
        """
        spec:
          rules:
          - backendRefs:
            - {name: reset-stable, port: 80, weight: %d}
            - {name: reset-canary, port: 80, weight: %d}
        """
            .formatted(stable, canary));
  }

  @Test
  void weightsAreWrittenToARouteOfGrpcToo() {
    LiveRoute services = new LiveRoute(namespace, "grpc");
    services.applyServices();
    namespace.apply(
        """
        apiVersion: %s
        kind: GRPCRoute
        metadata: {name: grpc}
        spec:
          rules:
          - backendRefs: [{name: grpc-stable, port: 80}, {name: grpc-canary, port: 80, weight: 0}]
        """
            .formatted(LiveRoute.GATEWAY));
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            "grpc",
            5,
            services.strategy(STEPS, "").replace("httpRoute: grpc", "grpcRoutes: [{name: grpc}]"));
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    assertThat(LiveRoute.weights(namespace.read(LiveRoute.GATEWAY, "GRPCRoute", "grpc")))
        .isEqualTo("80 20");
  }

  @Test
  void aRouteOfANamespaceThatDoesNotGrantItIsNotTouched() {
    LiveRoute route = LiveRoute.apply(namespace, "foreign");
    LiveRollout rollout =
        LiveRollout.apply(
            namespace,
            "foreign",
            1,
            route
                .strategy(STEPS, "")
                .replace("httpRoute: foreign", "namespace: default, httpRoute: foreign"));
    rollout.awaitDegraded(
        invalid(
            "foreign",
            "HTTPRoute \"default/foreign\": no ReferenceGrant in namespace \"default\" allows"
                + " references from namespace \"%s\"".formatted(namespace.name())));
  }

  @Test
  void aRouteLostInMidCanaryHoldsTheUpdateUntilItIsBack() {
    LiveRoute route = LiveRoute.apply(namespace, "lost");
    LiveRollout rollout = route.deploy(5, STEPS);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    namespace.delete(LiveRoute.GATEWAY, "HTTPRoute", "lost");
    rollout.patch("{metadata: {annotations: {touched: once}}}");
    namespace.await(
        "the loss is told",
        HEALS_WITHIN.multipliedBy(4),
        () -> rollout.message().endsWith("HTTPRoute \"" + namespace.name() + "/lost\" not found"));
    rollout.promote();
    assertThat(rollout.scales()).isEqualTo("1=5 2=1");

    route.applyTo("stable", "canary");
    rollout.awaitPhase("Healthy");
    rollout.await("all traffic is stable's", _ -> route.weights().equals("100 0"));
    assertThat(rollout.reason("InvalidSpec")).isEmpty();
  }

  @Test
  void anUpdateThatAMissingRouteHeldBackBeginsWhenItIsBack() {
    LiveRoute route = LiveRoute.apply(namespace, "held");
    LiveRollout rollout = route.deploy(5, STEPS);
    namespace.delete(LiveRoute.GATEWAY, "HTTPRoute", "held");
    rollout.version("v2");
    rollout.awaitPhase("Degraded");
    assertThat(rollout.scales()).isEqualTo("1=5");

    route.applyTo("stable", "canary");
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=5 2=1");
    assertThat(route.weights()).isEqualTo("80 20");
  }

  @Test
  void aRouterWhoseConfigurationCannotBeReadIsToldAndNoPodIsMade() {
    LiveRoute route = LiveRoute.apply(namespace, "unreadable");
    LiveRollout rollout =
        LiveRollout.apply(
            namespace,
            "unreadable",
            1,
            route.strategy(STEPS, "").replace("httpRoute: unreadable", "httpRoutes: unreadable"));
    rollout.awaitDegraded(
        "InvalidSpec: The Rollout \"unreadable\" is invalid:"
            + " spec.strategy.canary.trafficRouting.plugins.argoproj-labs/gatewayAPI.httpRoutes:"
            + " expected a list, got string");
    assertThat(rollout.replicaSets()).isEmpty();
  }

  private static void awaitHealed(LiveRollout rollout) {
    rollout
        .namespace()
        .await(
            rollout.name() + " heals",
            HEALS_WITHIN,
            () -> rollout.phase().equals("Healthy") && rollout.reason("InvalidSpec").isEmpty());
  }

  private static String invalid(String rollout, String detail) {
    return "InvalidSpec: The Rollout \"%s\" is invalid: spec.strategy.canary.trafficRouting.plugins:"
            .formatted(rollout)
        + " Invalid value: \"argoproj-labs/gatewayAPI\": "
        + detail;
  }
}
