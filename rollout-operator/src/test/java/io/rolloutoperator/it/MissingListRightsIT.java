package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operator that starts without the right to list a kind: Rollouts that need the kind wait and
 * say so, the others go on, and nothing is taken for absent that may not be seen.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings("ReconciliationError")
@ExpectRefusals("cannot ")
class MissingListRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Right REPLICA_SETS = Right.parse("list replicasets.apps");
  private static SideBySide scenarios;

  static Stream<Right> ofSome() {
    return Stream.of("list analysistemplates.argoproj.io", "list services").map(Right::parse);
  }

  /** Each with an operator of its own, which waits ten seconds for what it may not list. */
  @BeforeAll
  static void startScenarios(TestNamespace namespace) {
    scenarios = new SideBySide(3);
    start(namespace, REPLICA_SETS, MissingListRightsIT::withoutReplicaSets);
    ofSome().forEach(right -> start(namespace, right, operator -> withoutKind(operator, right)));
  }

  private static void start(
      TestNamespace namespace, Right right, Consumer<DeprivedOperator> scenario) {
    scenarios.start(
        right.toString(),
        () -> {
          TestNamespace lane = namespace.sibling(right.resource());
          try (DeprivedOperator operator = DeprivedOperator.start(lane)) {
            scenario.accept(operator);
          }
        });
  }

  @AfterAll
  static void close() {
    scenarios.close();
  }

  @ParameterizedTest
  @MethodSource("ofSome")
  void aKindThatMayNotBeListedHoldsUpThoseThatNeedItAndNobodyElse(Right right)
      throws InterruptedException {
    scenarios.await(right.toString());
  }

  private static void withoutKind(DeprivedOperator operator, Right right) {
    LiveRollout needing = needing(operator, right);
    LiveRollout other = LiveRollout.deploy(operator.namespace(), "beside", 1, "{}");
    try (Withheld _ = startWithout(operator, right)) {
      needing.version("v2");
      other.version("v2");
      awaitRefusal(needing, right);
      assertThat(operator.missing()).containsExactly(right.labels());
      assertThat(needing.hashes()).hasSize(1);
      other.awaitPhase("Healthy");
    }
    needing.awaitPausedAt(1);
    heals(operator, needing);
  }

  @Test
  void whatMayNotBeSeenIsNotMadeASecondTime() throws InterruptedException {
    scenarios.await(REPLICA_SETS.toString());
  }

  private static void withoutReplicaSets(DeprivedOperator operator) {
    LiveRollout shop = LiveRollout.deploy(operator.namespace(), "unseen", 2, "{}");
    try (Withheld _ = startWithout(operator, REPLICA_SETS)) {
      shop.version("v2");
      awaitRefusal(shop, REPLICA_SETS);
      assertThat(shop.hashes()).hasSize(1);
      assertThat(shop.scales()).isEqualTo("1=2");
    }
    shop.awaitPhase("Healthy");
    assertThat(shop.scales()).isEqualTo("1=0 2=2");
    heals(operator, shop);
  }

  private static LiveRollout needing(DeprivedOperator operator, Right right) {
    if (right.resource().equals("services")) {
      return LiveRoute.apply(operator.namespace(), "needing")
          .deploy(2, "[{setWeight: 50}, {pause: {}}]");
    }
    operator.template("good");
    return LiveRollout.deploy(
        operator.namespace(),
        "needing",
        2,
        "{steps: [{analysis: {templates: [{templateName: good}]}}, {pause: {}}]}");
  }

  private static Withheld startWithout(DeprivedOperator operator, Right right) {
    assertThat(operator.local().terminate(PATIENCE)).isZero();
    Withheld withheld = operator.without(right);
    operator.local().restart();
    return withheld;
  }

  private static void awaitRefusal(LiveRollout rollout, Right right) {
    rollout.await("says " + right.refusal(), _ -> rollout.message().contains(right.refusal()));
  }

  private static void heals(DeprivedOperator operator, LiveRollout rollout) {
    assertThat(rollout.reason("ReconciliationError")).isEmpty();
    operator.awaitNoneMissing();
    operator.local().awaitReady();
  }
}
