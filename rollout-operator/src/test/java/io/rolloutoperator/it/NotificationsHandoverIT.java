package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two processes, of which the one that leads is killed: the other one tells what it had not. */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
@Order(1) // begins early, as it takes long
class NotificationsHandoverIT {
  private final CountDownLatch never = new CountDownLatch(1);
  private final List<ShippedOperator> started = new ArrayList<>();
  private final TroublesomeReceiver receiver = TroublesomeReceiver.open();
  private final TestNamespace namespace;
  private final ApiProxy proxy;
  private final ToldAborts told;

  NotificationsHandoverIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    this.told = new ToldAborts(namespace, receiver);
  }

  /** Nobody else works on the next test's Rollouts. */
  @AfterEach
  void close() {
    started.forEach(operator -> operator.process().close());
    never.countDown();
    receiver.close();
    proxy.close();
  }

  private ShippedOperator operator(UnaryOperator<Path> way) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--alerts-webhook=" + receiver.url(ToldAborts.HOOK));
    ShippedOperator operator =
        ShippedOperator.startProcess(namespace, way, flags.toArray(String[]::new));
    started.add(operator);
    return operator;
  }

  @Test
  void theNextLeaderTellsOnceWhatTheKilledOneHadStored() {
    ShippedOperator leader = operator(proxy::kubeconfig);
    LiveRollout shop = told.released("stored");
    operator(kubeconfig -> kubeconfig);
    proxy.add(ToldAborts.kill(leader.process(), Moment.AFTER, ToldAborts.PENDING));
    shop.abort();
    namespace.await("it is killed", () -> !leader.process().running());
    assertThat(told.aborts(shop)).isEmpty();

    told.await(shop, 1);
  }

  @Test
  void theNextLeaderTellsWhatTheKilledOneHadNotNotedWithTheSameKey() {
    ShippedOperator leader = operator(kubeconfig -> kubeconfig);
    LiveRollout shop = told.released("sending");
    ShippedOperator standby = operator(kubeconfig -> kubeconfig);
    receiver.at(ToldAborts.HOOK, TroublesomeReceiver.heldUntil(never));
    shop.abort();
    namespace.await("it arrives", () -> told.aborts(shop).size() == 1);
    leader.process().kill();
    assertThat(ToldAborts.isPending(shop)).isTrue();

    told.await(shop, 2);
    assertThat(standby.process().running()).isTrue();
  }
}
