package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.chart.Chart;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two installations with one instance id in two namespaces, each with a lease of its own and so
 * leading: a mistake of people, which the version of each object keeps from doing harm.
 */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
class TwinLeadersIT {
  private static final String INSTANCE = "argo-rollouts.argoproj.io/controller-instance-id";
  private static final String LEADS = "rollout_operator_leader 1.0";
  private static final List<String> WEIGHTS =
      List.of("100 0", "80 20", "40 60", "100 0", "80 20", "40 60", "0 100", "100 0");

  private final TestNamespace namespace;

  TwinLeadersIT(TestNamespace namespace) {
    this.namespace = namespace;
    List<ShippedOperator> twins = Stream.of("castor", "pollux").map(this::install).toList();
    namespace.await(
        "both lead", () -> twins.stream().allMatch(twin -> twin.scrape().lines().contains(LEADS)));
  }

  /** With the rights of the chart for this instance id, the lease's name among them. */
  private ShippedOperator install(String name) {
    String rights =
        Chart.render(
                "--set",
                "instanceId=" + namespace.name(),
                "--show-only=templates/serviceaccount.yaml",
                "--show-only=templates/rbac/controller.yaml",
                "--show-only=templates/rbac/gateway-api.yaml",
                "--show-only=templates/rbac/lease.yaml",
                "--show-only=templates/rbac/notifications.yaml")
            .orThrow();
    return ShippedOperator.startEverywhereWithRights(
        namespace.sibling(name), rights, "--instance-id=" + namespace.name(), "--gitsync=false");
  }

  @Test
  void twoThatDecideAtOnceMakeNothingTwiceAndLoseNoCommand() {
    LiveRoute route = LiveRoute.apply(namespace, "shop");
    LiveRollout shop =
        LiveRollout.apply(
            namespace,
            "shop",
            5,
            route.strategy("[{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]", ""));
    shop.patch("{metadata: {labels: {%s: %s}}}".formatted(INSTANCE, namespace.name()));
    shop.awaitPhase("Healthy");
    try (WeightLog log = new WeightLog(route)) {
      namespace.await("the route is watched", () -> !log.weights().isEmpty());
      shop.version("v2");
      shop.awaitPausedAt(1);
      shop.promote();
      shop.awaitPausedAt(3);
      shop.abort();
      shop.awaitPhase("Degraded");
      namespace.await("all traffic is stable's", () -> route.weights().equals("100 0"));
      shop.retry();
      shop.awaitPausedAt(1);
      shop.promote();
      shop.awaitPausedAt(3);
      shop.promote();
      shop.awaitPhase("Healthy");
      namespace.await("all traffic is stable's", () -> log.weights().size() >= WEIGHTS.size());
      assertThat(log.weights()).containsExactlyElementsOf(WEIGHTS);
    }
    assertThat(shop.hashes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(shop.scales()).endsWith("2=5");
    assertThat(route.selected("stable")).isEqualTo(shop.hashes().getLast());
  }
}
