package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.Replica.Settings;
import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.audit.LeaseHistory;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Leaders that the API server does not hear, or that do not hear it, or that are told to stop while
 * a write is on its way. What they had sent arrives when another one leads.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectErrors({"stopping: ", "a write was not answered"})
class LeaderPartitionIT {
  private static final String STEPS =
      "[{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]";
  private static final Duration COVERED = Duration.ofSeconds(14);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static ApiProxy proxy;

  private final TestNamespace namespace;

  LeaderPartitionIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void open(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
  }

  @AfterAll
  static void close() {
    proxy.close();
  }

  /** Two replicas and a canary at its first pause; the leader's way is by the proxy. */
  private record Scene(Replica leader, Replica standby, LiveRollout shop, LiveRoute route) {}

  private Scene scene(String name) {
    Replica leader =
        Replica.start(namespace, name + "-cut-off", Settings.by(proxy::kubeconfig)).awaitLeading();
    Replica standby = Replica.start(namespace, name + "-heard", Settings.USUAL).awaitWaiting();
    LiveRoute route = LiveRoute.apply(namespace, name);
    LiveRollout shop = route.deploy(5, STEPS);
    shop.version("v2");
    shop.awaitPausedAt(1);
    return new Scene(leader, standby, shop, route);
  }

  /** It still sees what happens, which is the worst case: it wants to act on it. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void aLeaderThatIsCutOffEndsAndWhatItSentArrivesInVain(Moment moment) {
    Scene scene = scene(moment == Moment.BEFORE ? "unheard" : "deaf");
    CountDownLatch healed = new CountDownLatch(1);
    FaultRule cut =
        proxy.add(
            FaultRule.of(request -> !request.isWatch(), new Fault.Hold(moment, healed)).always());
    try {
      scene.shop().promote();
      assertThat(scene.leader().process().awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(cut.met()).isPositive();
      scene.standby().awaitLeading();
      scene.shop().awaitPausedAt(3);
    } finally {
      proxy.remove(cut);
      healed.countDown();
    }
    namespace.await("all has arrived", () -> answered(_ -> true) >= cut.met());
    ends(scene);
  }

  @Test
  void aWriteThatIsAnsweredAfterSigtermIsTheLastOneAndTheLeaseIsGivenBack() {
    Scene scene = scene("answered");
    CountDownLatch answered = new CountDownLatch(1);
    FaultRule held = hold("answered", answered);
    scene.shop().promote();
    namespace.await("a write is on its way", () -> held.met() == 1);
    scene.leader().process().askToStop();
    answered.countDown();
    assertThat(scene.leader().process().awaitExit(PATIENCE)).isZero();
    proxy.remove(held);
    assertThat(scene.leader().process().logLines())
        .as("given back, so that nobody has to wait")
        .anyMatch(line -> line.contains("released the lease"));
    scene.standby().awaitLeading();
    scene.shop().awaitPausedAt(3);
    ends(scene);
  }

  @Test
  void aWriteThatIsNotAnsweredAfterSigtermLeavesTheLeaseToRunOutAndArrivesInVain() {
    Scene scene = scene("silent");
    CountDownLatch arrives = new CountDownLatch(1);
    FaultRule held = hold("silent", arrives);
    scene.shop().promote();
    namespace.await("a write is on its way", () -> held.met() == 1);
    try {
      assertThat(scene.leader().process().terminate(PATIENCE)).isZero();
      assertThat(scene.leader().process().logLines())
          .anyMatch(
              line -> line.contains("a write was not answered: the lease is left to run out"));
      scene.standby().awaitLeading();
      scene.shop().awaitPausedAt(3);
    } finally {
      proxy.remove(held);
      arrives.countDown();
    }
    Predicate<ProxiedRequest> late = request -> request.isAbout("httproutes", "silent");
    namespace.await("the write has arrived", () -> !proxy.exchanges(isWrite(late)).isEmpty());
    ends(scene);
  }

  /** The first change of a route's weights, after those of pods and before that of the status. */
  private static FaultRule hold(String route, CountDownLatch until) {
    Predicate<ProxiedRequest> about = request -> request.isAbout("httproutes", route);
    return proxy.add(FaultRule.of(isWrite(about), new Fault.Hold(Moment.BEFORE, until)));
  }

  private static Predicate<ProxiedRequest> isWrite(Predicate<ProxiedRequest> about) {
    return about.and(ProxiedRequest::isWrite);
  }

  private static int answered(Predicate<ProxiedRequest> about) {
    return proxy.exchanges(about).size();
  }

  /** The successor did what was asked for, nobody wrote without the lease, all ends well. */
  private void ends(Scene scene) {
    assertThat(scene.route().weights()).isEqualTo("40 60");
    scene.shop().promote();
    scene.shop().awaitPhase("Healthy");
    assertThat(scene.shop().scales()).endsWith("2=5");
    assertThat(scene.shop().hashes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(scene.standby().process().terminate(PATIENCE)).isZero();
    LeaseHistory history =
        LeaseHistory.of(
            namespace.cluster().audit().all().stream().filter(this::isChange).toList(),
            namespace.name(),
            Set.of(scene.leader().user(), scene.standby().user()));
    assertThat(history.holders()).containsExactly(scene.leader().user(), scene.standby().user());
    assertThat(history.usurpations(COVERED)).isEmpty();
  }

  /** A late Event tells what was so; it changes nothing. */
  private boolean isChange(AuditEntry entry) {
    return !entry.resource().equals("events");
  }
}
