package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.Replica.Settings;
import io.rolloutoperator.testkit.audit.LeaseHistory;
import io.rolloutoperator.testkit.cluster.SkewedClock;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.RequiresDataPlane;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.load.LoadGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Leaders that are lost in the middle of a canary with traffic: killed, stopped, with a wrong
 * clock. The API server's audit log says who wrote while who held the lease.
 */
@RequiresDataPlane
@Order(1) // begins early, as it takes long
@ExpectErrors("stopping: ")
// A deadline that a clock ahead has written is too late for the others, who do not believe it.
@ExpectWarnings({"RolloutAborted", "ValueIgnored"})
class LeaderFailoverIT {
  /** From the arrival of a renewal to that of the last write under it: the lease less a second. */
  private static final Duration COVERED = Duration.ofSeconds(14);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ScriptedPrometheus prometheus = ScriptedPrometheus.open();

  private final TestNamespace namespace;
  private final DataPlane proxy;

  LeaderFailoverIT(TestNamespace namespace, DataPlane proxy) {
    this.namespace = namespace;
    this.proxy = proxy;
  }

  @AfterAll
  static void close() {
    prometheus.close();
  }

  @AfterEach
  void nobodyFailed() {
    assertThat(namespace.events())
        .extracting(event -> event.path("reason").asText())
        .doesNotContain("ReconciliationError");
  }

  @Test
  void aPromotionInTheGapAfterAKillIsHonouredByTheStandby() {
    Replica leader = Replica.start(namespace, "killed", Settings.USUAL).awaitLeading();
    Replica standby = Replica.start(namespace, "successor", Settings.USUAL).awaitWaiting();
    ServedShop shop = ServedShop.deploy(namespace, "killed").release("v2");
    try (LoadGenerator load = shop.load(proxy)) {
      leader.process().kill();
      shop.rollout().promote();
      standby.awaitLeading();
      shop.rollout().awaitPausedAt(ServedShop.SECOND_PAUSE);
      assertThat(shop.route().weights()).isEqualTo("40 60");
      shop.rollout().promote();
      shop.rollout().awaitPhase("Healthy");
      assertThat(load.report().failed()).as("%s", load.report()).isZero();
    }
    assertThat(shop.rollout().scales()).endsWith("2=3");
    assertThat(shop.rollout().hashes()).hasSize(2).doesNotHaveDuplicates();
    ledInTurn(leader, standby);
    assertThat(standby.process().terminate(PATIENCE)).isZero();
  }

  /** It measures every second, and so has something to write as soon as it goes on. */
  @Test
  void aLeaderThatStoodStillWritesNothingWhenItGoesOn() {
    Settings measuring = Settings.with(ShippedOperator.LOCAL_METRICS);
    Replica leader = Replica.start(namespace, "stopped", measuring).awaitLeading();
    Replica standby = Replica.start(namespace, "awake", measuring).awaitWaiting();
    prometheus.answers("stopped", "1");
    prometheus.template(namespace, "stopped", "interval: 1s");
    ServedShop shop =
        ServedShop.deploy(
                namespace, "stopped", ", analysis: {templates: [{templateName: stopped}]}")
            .release("v2");
    Instant resumed;
    try (LoadGenerator load = shop.load(proxy)) {
      shop.rollout().promote();
      shop.rollout().awaitPausedAt(ServedShop.SECOND_PAUSE);
      awaitAnotherMeasurement(shop.rollout());
      leader.process().suspend();
      shop.rollout().abort();
      standby.awaitLeading();
      shop.rollout().awaitPhase("Degraded");
      namespace.await("all traffic is stable's", () -> shop.route().weights().equals("100 0"));
      shop.rollout().retry();
      resumed = Instant.now();
      leader.process().resume();
      assertThat(leader.process().awaitExit(PATIENCE)).isEqualTo(1);
      shop.rollout().awaitPausedAt(ServedShop.FIRST_PAUSE);
      shop.rollout().promoteFull();
      shop.rollout().awaitPhase("Healthy");
      assertThat(load.report().failed()).as("%s", load.report()).isZero();
    }
    LeaseHistory history = turns(leader, standby);
    assertThat(history.uncovered(COVERED))
        .as("what had passed the fence when it was stopped arrives at once, and is refused")
        .allSatisfy(
            write -> {
              assertThat(write.user()).isEqualTo(leader.user());
              assertThat(write.isDone()).isFalse();
              assertThat(write.at()).isBetween(resumed, resumed.plusSeconds(1));
            });
    assertThat(standby.process().terminate(PATIENCE)).isZero();
  }

  /** Right after one there is nothing to write for most of a second. */
  private void awaitAnotherMeasurement(LiveRollout rollout) {
    int until = measured(rollout);
    namespace.await("another measurement", () -> measured(rollout) > until);
  }

  private static int measured(LiveRollout rollout) {
    return LiveRun.of(rollout).stream().mapToInt(run -> run.values().size()).sum();
  }

  @Test
  void wrongClocksNeitherShortenALeaseNorProlongIt() {
    SkewedClock clock = clock("ahead", Duration.ofHours(2));
    Replica ahead = Replica.start(namespace, "ahead", in(clock)).awaitLeading();
    Replica behind =
        Replica.start(namespace, "behind", in(clock("behind", Duration.ofMinutes(-30))));
    behind.awaitWaiting();
    ServedShop shop = ServedShop.deploy(namespace, "skewed").release("v2");
    try (LoadGenerator load = shop.load(proxy)) {
      assertThat(behind.waits()).as("the holder's times are those of its own clock").isTrue();
      clock.set(Duration.ofHours(2).plusMinutes(10));
      shop.rollout().promote();
      shop.rollout().awaitPausedAt(ServedShop.SECOND_PAUSE);
      ahead.process().kill();
      shop.rollout().abort();
      behind.awaitLeading();
      shop.rollout().awaitPhase("Degraded");
      namespace.await("all traffic is stable's", () -> shop.route().weights().equals("100 0"));

      Replica later = Replica.start(namespace, "later", in(clock)).awaitWaiting();
      shop.rollout().retry();
      shop.rollout().awaitPausedAt(ServedShop.FIRST_PAUSE);
      assertThat(later.waits()).as("an old time in the lease is no old lease").isTrue();
      assertThat(behind.process().terminate(PATIENCE)).isZero();
      shop.rollout().promoteFull();
      shop.rollout().awaitPhase("Healthy");
      assertThat(load.report().failed()).as("%s", load.report()).isZero();
      ledInTurn(ahead, behind, later);
      assertThat(later.process().terminate(PATIENCE)).isZero();
    }
  }

  private Settings in(SkewedClock clock) {
    return Settings.in(clock.environment());
  }

  private SkewedClock clock(String name, Duration ahead) {
    return SkewedClock.of(
        namespace
            .cluster()
            .controlPlane()
            .files()
            .root()
            .resolve(namespace.name() + "-clock-" + name),
        ahead);
  }

  /** These held the lease one after the other, each wrote, and nobody without it. */
  private void ledInTurn(Replica... replicas) {
    assertThat(turns(replicas).attempts(COVERED)).isEmpty();
  }

  /** These held the lease one after the other, and each wrote. */
  private LeaseHistory turns(Replica... replicas) {
    List<String> users = Arrays.stream(replicas).map(Replica::user).toList();
    LeaseHistory history =
        LeaseHistory.of(
            namespace.cluster().audit().all(),
            namespace.name(),
            users.stream().collect(Collectors.toUnmodifiableSet()));
    assertThat(history.holders()).isEqualTo(users);
    assertThat(users).allSatisfy(user -> assertThat(history.writesOf(user)).isNotEmpty());
    users.forEach(
        user -> System.out.printf("%s: %d writes%n", user, history.writesOf(user).size()));
    return history;
  }
}
