package io.rolloutoperator.it;

import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * A namespace with an operator that can do everything, and what it works with: what one right is
 * withheld in, while other lanes go on.
 *
 * @param operator reaches the API server by the proxy
 * @param instance which its Rollouts have to name; empty if none
 * @param receiver of its alerts
 * @param more to be closed with it, the last one first
 */
record RightsLane(
    DeprivedOperator operator,
    String instance,
    ApiProxy proxy,
    ScriptedReceiver receiver,
    Deque<AutoCloseable> more)
    implements AutoCloseable {
  private static final Duration NUDGES_APART = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ROLE_OF_UNITS = "gitsync";
  private static final String INSTANCE = "argo-rollouts.argoproj.io/controller-instance-id";

  /** Long enough for a leader to go on without its lease while something is tried. */
  private static final List<String> PATIENT_LEADER =
      List.of(
          "--leader-election-lease-duration=90s",
          "--leader-election-renew-deadline=60s",
          "--leader-election-retry-period=1s");

  /** With the rights of an install for a namespace. */
  static RightsLane open(TestNamespace namespace) {
    ApiProxy proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    ScriptedReceiver receiver = ScriptedReceiver.open();
    String[] flags = flags(namespace, receiver, PATIENT_LEADER);
    UnaryOperator<Path> way = proxy::kubeconfig;
    return new RightsLane(
        DeprivedOperator.of(ShippedOperator.start(namespace, way, flags)),
        "",
        proxy,
        receiver,
        new ArrayDeque<>());
  }

  /** With the rights of an install for the cluster; its Rollouts carry its instance id. */
  static RightsLane openEverywhere(TestNamespace namespace) {
    ScriptedReceiver receiver = ScriptedReceiver.open();
    List<String> alone = List.of("--leader-elect=false", "--instance-id=" + namespace.name());
    return new RightsLane(
        DeprivedOperator.of(
            ShippedOperator.startEverywhere(namespace, flags(namespace, receiver, alone))),
        namespace.name(),
        ApiProxy.inFrontOf(namespace.cluster().controlPlane()),
        receiver,
        new ArrayDeque<>());
  }

  private static String[] flags(
      TestNamespace namespace, ScriptedReceiver receiver, List<String> more) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--alerts-webhook=" + receiver.url("/alerts"));
    flags.addAll(more);
    return LiveGitSync.flags(namespace, flags.toArray(String[]::new));
  }

  TestNamespace namespace() {
    return operator.namespace();
  }

  /** Work of this lane's operator. */
  RightUse use(Runnable ask, Runnable awaitDone) {
    return new RightUse(operator.operator(), ask, awaitDone);
  }

  /** Deploys a Rollout with one replica and waits until it is healthy. */
  LiveRollout deploy(String name, String canary) {
    LiveRollout rollout = apply(name, canary);
    rollout.awaitPhase("Healthy");
    return rollout;
  }

  /** Applies a Rollout with one replica. */
  LiveRollout apply(String name, String canary) {
    LiveRollout rollout = LiveRollout.apply(namespace(), name, 1, canary);
    if (!instance.isEmpty()) {
      rollout.patch("{metadata: {labels: {%s: %s}}}".formatted(INSTANCE, instance));
    }
    return rollout;
  }

  /** Starts another replica of the operator, which waits for the lease until the lane is closed. */
  ShippedOperator standby() {
    ShippedOperator standby =
        ShippedOperator.start(
            namespace(), proxy::kubeconfig, flags(namespace(), receiver, PATIENT_LEADER));
    more.push(standby.local());
    return standby;
  }

  /** Follows a repository with one file until the lane is closed, and waits until it is synced. */
  LiveGitSync sync(String file) {
    LiveGitSync sync = LiveGitSync.follow(namespace(), "synced", Map.of("a.yaml", file), "");
    more.push(sync);
    sync.awaitReady(sync.repository().head());
    return sync;
  }

  /** Takes the rights of the units' account away. */
  void disarmUnits() {
    namespace().delete("rbac.authorization.k8s.io/v1", "RoleBinding", ROLE_OF_UNITS);
  }

  /** Gives them back. */
  void armUnits() {
    LiveGitSync.flags(namespace());
  }

  /** Waits for what is noticed only when something happens, and makes it happen each second. */
  void nudgeUntil(String what, Runnable nudge, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(NUDGES_APART)
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .until(
            () -> {
              nudge.run();
              return condition.call();
            });
  }

  @Override
  public void close() {
    try (operator;
        proxy;
        receiver;
        LocalOperator _ = operator.local()) {
      while (!more.isEmpty()) {
        more.pop().close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("a lane cannot be closed", e);
    }
  }
}
