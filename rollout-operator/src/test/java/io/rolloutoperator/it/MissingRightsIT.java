package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rights that are taken from the operator while it runs: what needs them says so, the rest goes on,
 * and all heals when they are back.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"ReconciliationError", "ReplicaSetCreateError"})
@ExpectRefusals("cannot ")
@ExpectErrors({"stopping: ", "cannot renew the lease", "cannot take the lease"})
class MissingRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static DeprivedOperator operator;

  private final TestNamespace namespace;

  MissingRightsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = DeprivedOperator.start(namespace);
  }

  @AfterAll
  static void close() {
    operator.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "patch, services, ''",
    "get, httproutes, gateway.networking.k8s.io",
    "patch, httproutes, gateway.networking.k8s.io",
    "patch, replicasets, apps",
    "create, analysisruns, argoproj.io",
  })
  void aReleaseThatLacksARightSaysWhichAndOthersGoOn(String verb, String resource, String group) {
    String name = verb + "-" + resource;
    LiveRollout shop = judged(name);
    String cannot =
        "cannot %s resource \"%s\" in API group \"%s\"".formatted(verb, resource, group);
    try (Withheld _ = operator.without(verb, resource)) {
      shop.version("v2");
      shop.await("says " + cannot, _ -> shop.message().contains(cannot));
      assertThat(shop.reason("ReconciliationError")).isEqualTo("ReconciliationError");
      assertThat(operator.missing())
          .containsExactly(DeprivedOperator.labels(verb, group, resource));
      if (!resource.equals("replicasets")) {
        othersGoOn(name);
      }
    }
    shop.awaitPausedAt(2);
    assertThat(shop.reason("ReconciliationError")).isEmpty();
    operator.awaitNoneMissing();
    shop.promoteFull();
    shop.awaitPhase("Healthy");
  }

  /** One with a route, Services and an analysis, and a pause behind it. */
  private LiveRollout judged(String name) {
    operator.template(name);
    LiveRoute route = LiveRoute.apply(namespace, name);
    return route.deploy(
        2,
        "[{setWeight: 50}, {analysis: {templates: [{templateName: %s}]}}, {pause: {}}]"
            .formatted(name));
  }

  /** Without router and analysis a release needs ReplicaSets only. */
  private void othersGoOn(String beside) {
    LiveRollout other = LiveRollout.deploy(namespace, "beside-" + beside, 1, "{}");
    other.version("v2");
    other.awaitPhase("Healthy");
  }

  @Test
  void aReplicaSetThatMayNotBeMadeIsToldInTheWordsOfTheServer() {
    LiveRollout shop = LiveRollout.deploy(namespace, "unmade", 1, "{}");
    try (Withheld _ = operator.without("create", "replicasets")) {
      shop.version("v2");
      shop.await(
          "says what it lacks",
          _ ->
              shop.message()
                  .contains("cannot create resource \"replicasets\" in API group \"apps\""));
    }
    shop.awaitPhase("Healthy");
  }

  @Test
  void eventsThatMayNotBeWrittenKeepNothingFromGoingOnAndComeLater() {
    LiveRollout shop = LiveRollout.deploy(namespace, "silent", 1, "{}");
    try (Withheld _ = operator.without("create", "events")) {
      shop.version("v2");
      shop.awaitPhase("Healthy");
      namespace.await(
          "it is told",
          () -> operator.missing().contains(DeprivedOperator.labels("create", "", "events")));
      assertThat(completions("silent")).isEqualTo(1);
    }
    namespace.await("the Event comes", () -> completions("silent") == 2);
    operator.awaitNoneMissing();
  }

  private long completions(String name) {
    return namespace.events().stream()
        .filter(event -> event.path("involvedObject").path("name").asText().equals(name))
        .filter(event -> event.path("reason").asText().equals("RolloutCompleted"))
        .count();
  }

  @Test
  void aLeaseThatMayNotBeRenewedEndsTheLeaderAndTheNextOneWaitsForTheRight() {
    LiveRollout shop = LiveRollout.deploy(namespace, "leaderless", 1, "{}");
    try (Withheld _ = operator.without("update", "leases")) {
      assertThat(operator.process().awaitExit(PATIENCE)).isEqualTo(1);
      operator.process().restart().awaitReady();
      namespace.await(
          "it is told",
          () ->
              operator
                  .missing()
                  .contains(DeprivedOperator.labels("update", "coordination.k8s.io", "leases")));
      shop.version("v2");
    }
    shop.awaitPhase("Healthy");
    operator.awaitNoneMissing();
  }
}
