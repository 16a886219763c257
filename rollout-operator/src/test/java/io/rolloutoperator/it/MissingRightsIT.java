package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rights that are taken from the operator while it runs: what needs them says so, the rest goes on,
 * and all heals when they are back. {@link RbacIT} has every right, and less to say about each.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"ReconciliationError", "ReplicaSetCreateError"})
@ExpectRefusals("cannot ")
@ExpectErrors({"stopping: ", "cannot renew the lease", "cannot take the lease"})
class MissingRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int AT_A_TIME = 4;
  private static final Right REPLICA_SETS = Right.parse("create replicasets.apps");
  private static final Right EVENTS = Right.parse("create events");
  private static final Right LEASES = Right.parse("update leases.coordination.k8s.io");
  private static SideBySide scenarios;

  static Stream<Right> ofReleases() {
    return Stream.of(
            "patch services",
            "get httproutes.gateway.networking.k8s.io",
            "patch httproutes.gateway.networking.k8s.io",
            "patch replicasets.apps",
            "create analysisruns.argoproj.io")
        .map(Right::parse);
  }

  /** Each with an operator of its own, as most of the time is spent with waiting. */
  @BeforeAll
  static void startScenarios(TestNamespace namespace) {
    scenarios = new SideBySide(AT_A_TIME);
    scenarios.start(LEASES.toString(), () -> withoutLease(namespace.sibling("lease")));
    ofReleases()
        .forEach(right -> start(namespace, right, operator -> withoutRight(operator, right)));
    start(namespace, REPLICA_SETS, MissingRightsIT::withoutReplicaSet);
    start(namespace, EVENTS, MissingRightsIT::withoutEvents);
  }

  private static void start(
      TestNamespace namespace, Right right, Consumer<DeprivedOperator> scenario) {
    String lane = right.verb() + "-" + right.resource();
    scenarios.start(
        right.toString(),
        () -> {
          try (DeprivedOperator operator = DeprivedOperator.start(namespace.sibling(lane))) {
            scenario.accept(operator);
          }
        });
  }

  @AfterAll
  static void close() {
    scenarios.close();
  }

  @ParameterizedTest
  @MethodSource("ofReleases")
  void aReleaseThatLacksARightSaysWhichAndOthersGoOn(Right right) throws InterruptedException {
    scenarios.await(right.toString());
  }

  private static void withoutRight(DeprivedOperator operator, Right right) {
    LiveRollout shop = judged(operator);
    // Without router and analysis a release needs ReplicaSets only.
    LiveRollout beside = LiveRollout.deploy(operator.namespace(), "beside", 1, "{}");
    try (Withheld _ = operator.without(right)) {
      shop.version("v2");
      beside.version("v2");
      shop.await("says " + right.refusal(), _ -> shop.message().contains(right.refusal()));
      assertThat(shop.reason("ReconciliationError")).isEqualTo("ReconciliationError");
      assertThat(operator.missing()).containsExactly(right.labels());
      if (!right.resource().equals("replicasets")) {
        beside.awaitPhase("Healthy");
      }
    }
    shop.awaitPausedAt(2);
    assertThat(shop.reason("ReconciliationError")).isEmpty();
    operator.awaitNoneMissing();
    shop.promoteFull();
    shop.awaitPhase("Healthy");
  }

  /** One with a route, Services and an analysis, and a pause behind it. */
  private static LiveRollout judged(DeprivedOperator operator) {
    operator.template("good");
    return LiveRoute.apply(operator.namespace(), "shop")
        .deploy(
            2, "[{setWeight: 50}, {analysis: {templates: [{templateName: good}]}}, {pause: {}}]");
  }

  @Test
  void aReplicaSetThatMayNotBeMadeIsToldInTheWordsOfTheServer() throws InterruptedException {
    scenarios.await(REPLICA_SETS.toString());
  }

  private static void withoutReplicaSet(DeprivedOperator operator) {
    LiveRollout shop = LiveRollout.deploy(operator.namespace(), "unmade", 1, "{}");
    try (Withheld _ = operator.without(REPLICA_SETS)) {
      shop.version("v2");
      shop.await("says what it lacks", _ -> shop.message().contains(REPLICA_SETS.refusal()));
    }
    shop.awaitPhase("Healthy");
  }

  @Test
  void eventsThatMayNotBeWrittenKeepNothingFromGoingOnAndComeLater() throws InterruptedException {
    scenarios.await(EVENTS.toString());
  }

  private static void withoutEvents(DeprivedOperator operator) {
    TestNamespace namespace = operator.namespace();
    LiveRollout shop = LiveRollout.deploy(namespace, "silent", 1, "{}");
    namespace.await("the first Event", () -> completions(namespace) == 1);
    try (Withheld _ = operator.without(EVENTS)) {
      shop.version("v2");
      shop.awaitPhase("Healthy");
      namespace.await("it is told", () -> operator.missing().equals(List.of(EVENTS.labels())));
      assertThat(completions(namespace)).isEqualTo(1);
    }
    namespace.await("the Event comes", () -> completions(namespace) == 2);
    operator.awaitNoneMissing();
  }

  private static long completions(TestNamespace namespace) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("RolloutCompleted"))
        .count();
  }

  @Test
  void aLeaseThatMayNotBeRenewedEndsTheLeaderAndTheNextOneWaitsForTheRight()
      throws InterruptedException {
    scenarios.await(LEASES.toString());
  }

  private static void withoutLease(TestNamespace namespace) {
    try (DeprivedOperator operator =
        DeprivedOperator.startProcess(
            namespace,
            "--leader-election-lease-duration=5s",
            "--leader-election-renew-deadline=3s",
            "--leader-election-retry-period=1s")) {
      withoutLease(operator);
    }
  }

  private static void withoutLease(DeprivedOperator operator) {
    LiveRollout shop = LiveRollout.deploy(operator.namespace(), "leaderless", 1, "{}");
    try (Withheld _ = operator.without(LEASES)) {
      assertThat(operator.process().awaitExit(PATIENCE)).isEqualTo(1);
      operator.local().restart().awaitReady();
      operator.namespace().await("it is told", () -> operator.missing().contains(LEASES.labels()));
      shop.version("v2");
    }
    shop.awaitPhase("Healthy");
    operator.awaitNoneMissing();
  }
}
