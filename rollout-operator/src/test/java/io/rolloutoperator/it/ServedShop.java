package io.rolloutoperator.it;

import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadPlan;
import io.rolloutoperator.testkit.sample.SampleApp;
import java.time.Duration;

/**
 * A Rollout with pods that answer, behind a route that a real proxy follows: 20 % until somebody
 * promotes, 60 % until somebody promotes, then all.
 */
record ServedShop(LiveRollout rollout, LiveRoute route) {
  /** The index of the pause at 20 %. */
  static final int FIRST_PAUSE = 1;

  /** The index of the pause at 60 %. */
  static final int SECOND_PAUSE = 3;

  private static final double PER_SECOND = 20;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Applies version v1 and waits until it is healthy. */
  static ServedShop deploy(TestNamespace namespace, String name) {
    return deploy(namespace, name, "");
  }

  /**
   * Applies one with more fields of the canary strategy.
   *
   * @param more each with a comma before it
   */
  static ServedShop deploy(TestNamespace namespace, String name, String more) {
    LiveRoute route = new LiveRoute(namespace, name);
    route.applyServices();
    namespace.apply(
        """
        apiVersion: %2$s
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          hostnames: [%1$s.example.com]
          parentRefs: [{name: %3$s, namespace: %4$s}]
          rules:
          - backendRefs:
            - {name: %1$s-stable, port: 80, weight: 100}
            - {name: %1$s-canary, port: 80, weight: 0}
        """
            .formatted(name, LiveRoute.GATEWAY, DataPlane.GATEWAY, DataPlane.NAMESPACE));
    String steps = "[{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]";
    namespace.apply(
        RolloutManifest.of(
            name, 3, "{name: main, image: 'http/shop:v1'}", route.strategy(steps, more)));
    LiveRollout rollout = new LiveRollout(namespace, name);
    rollout.awaitPhase("Healthy");
    return new ServedShop(rollout, route);
  }

  /** Asks for the next version and waits until 20 % of the traffic are its. */
  ServedShop release(String version) {
    rollout.patch(
        """
        {spec: {template: {spec: {containers: [{name: main, image: "http/shop:%s"}]}}}}
        """
            .formatted(version));
    rollout.awaitPausedAt(FIRST_PAUSE);
    return this;
  }

  /** Sends requests through the proxy until it is closed. */
  LoadGenerator load(DataPlane proxy) {
    return LoadGenerator.start(
        new LoadPlan(
            proxy.address(),
            rollout.name() + ".example.com",
            SampleApp.VERSION_HEADER,
            PER_SECOND,
            LONGEST,
            Duration.ofSeconds(5)));
  }
}
