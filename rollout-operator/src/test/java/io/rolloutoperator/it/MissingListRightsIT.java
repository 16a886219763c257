package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An operator that starts without the right to list a kind: Rollouts that need the kind wait and
 * say so, the others go on, and nothing is taken for absent that may not be seen.
 */
@RequiresCluster
@ExpectWarnings("ReconciliationError")
@ExpectRefusals("cannot ")
class MissingListRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static DeprivedOperator operator;

  private final TestNamespace namespace;

  MissingListRightsIT(TestNamespace namespace) {
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

  @ParameterizedTest
  @CsvSource({"analysistemplates, argoproj.io", "services, ''"})
  void aKindThatMayNotBeListedHoldsUpThoseThatNeedItAndNobodyElse(String resource, String group) {
    LiveRollout needing = needing(resource);
    LiveRollout other = LiveRollout.deploy(namespace, "beside-" + resource, 1, "{}");
    try (Withheld _ = startWithout(resource)) {
      needing.version("v2");
      awaitRefusal(needing, resource, group);
      assertThat(operator.missing())
          .containsExactly(DeprivedOperator.labels("list", group, resource));
      assertThat(needing.hashes()).hasSize(1);
      other.version("v2");
      other.awaitPhase("Healthy");
    }
    needing.awaitPausedAt(1);
    heals(needing);
  }

  @Test
  void whatMayNotBeSeenIsNotMadeASecondTime() {
    LiveRollout shop = LiveRollout.deploy(namespace, "unseen", 2, "{}");
    try (Withheld _ = startWithout("replicasets")) {
      shop.version("v2");
      awaitRefusal(shop, "replicasets", "apps");
      assertThat(shop.hashes()).hasSize(1);
      assertThat(shop.scales()).isEqualTo("1=2");
    }
    shop.awaitPhase("Healthy");
    assertThat(shop.scales()).isEqualTo("1=0 2=2");
    heals(shop);
  }

  private LiveRollout needing(String resource) {
    String name = "needs-" + resource;
    if (resource.equals("services")) {
      return LiveRoute.apply(namespace, name).deploy(2, "[{setWeight: 50}, {pause: {}}]");
    }
    operator.template(name);
    return LiveRollout.deploy(
        namespace,
        name,
        2,
        "{steps: [{analysis: {templates: [{templateName: %s}]}}, {pause: {}}]}".formatted(name));
  }

  private Withheld startWithout(String resource) {
    assertThat(operator.process().terminate(PATIENCE)).isZero();
    Withheld withheld = operator.without("list", resource);
    operator.process().restart();
    return withheld;
  }

  private static void awaitRefusal(LiveRollout rollout, String resource, String group) {
    String cannot = "cannot list resource \"%s\" in API group \"%s\"".formatted(resource, group);
    rollout.await("says " + cannot, _ -> rollout.message().contains(cannot));
  }

  private static void heals(LiveRollout rollout) {
    assertThat(rollout.reason("ReconciliationError")).isEmpty();
    operator.awaitNoneMissing();
    operator.process().awaitReady();
  }
}
