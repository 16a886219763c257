package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a release needs: its Rollout, ReplicaSets, pods and Events. */
final class ReleaseRights {

  private ReleaseRights() {}

  static List<Row> rows() {
    return List.of(
        Row.ofAll("get rollouts.argoproj.io", ReleaseRights::adopt),
        Row.ofAll("patch rollouts.argoproj.io", ReleaseRights::newVersion),
        Row.ofAll("patch rollouts/status.argoproj.io", ReleaseRights::newVersion),
        Row.ofAll("get replicasets.apps", lane -> loseAnswer(lane, "replicasets")),
        Row.ofAll("create replicasets.apps", ReleaseRights::newVersion),
        Row.ofAll("patch replicasets.apps", ReleaseRights::newVersion),
        Row.ofAll("update rollouts/finalizers.argoproj.io", ReleaseRights::newVersion),
        Row.ofSome("delete replicasets.apps", ReleaseRights::forgetRevision),
        Row.ofSome("list pods", ReleaseRights::restart),
        Row.ofSome("create pods/eviction", ReleaseRights::restart),
        Row.ofSome("create events", ReleaseRights::newVersion),
        Row.ofSome("patch events", ReleaseRights::repeatEvent));
  }

  private static RightUse newVersion(RightsLane lane) {
    return newVersion(lane, lane.deploy("shop", "{}"));
  }

  private static RightUse newVersion(RightsLane lane, LiveRollout shop) {
    return lane.use(() -> shop.version("v2"), () -> shop.awaitPhase("Healthy"));
  }

  /** A ReplicaSet that fits is adopted once it is sure that the Rollout lives. */
  private static RightUse adopt(RightsLane lane) {
    LiveRollout shop = lane.deploy("shop", "{}");
    return lane.use(
        () ->
            lane.namespace()
                .apply(
                    """
                    apiVersion: apps/v1
                    kind: ReplicaSet
                    metadata: {name: orphan, labels: {app: shop, rollouts-pod-template-hash: orphan}}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: shop, rollouts-pod-template-hash: orphan}}
                      template:
                        metadata: {labels: {app: shop, rollouts-pod-template-hash: orphan}}
                        spec: {containers: [{name: main, image: "example/app:orphan"}]}
                    """),
        () -> lane.namespace().await("it is adopted", () -> shop.replicaSets().size() == 2));
  }

  private static RightUse loseAnswer(RightsLane lane, String plural) {
    return loseAnswer(lane, plural, newVersion(lane));
  }

  /** Whether a write was done whose answer was lost, is looked up. */
  static RightUse loseAnswer(RightsLane lane, String plural, RightUse use) {
    return lane.use(
        () -> {
          FaultRule lost =
              lane.proxy()
                  .add(
                      FaultRule.of(
                          request -> request.isWrite() && request.isAbout(plural),
                          Fault.cut(Moment.AFTER)));
          use.ask().run();
          lane.namespace().await("an answer is lost", () -> lost.met() == 1);
        },
        use.awaitDone());
  }

  private static RightUse forgetRevision(RightsLane lane) {
    LiveRollout shop = lane.deploy("shop", "{}");
    shop.patch("{spec: {revisionHistoryLimit: 0}}");
    return lane.use(
        () -> shop.version("v2"),
        () -> lane.namespace().await("it is deleted", () -> shop.replicaSets().size() == 1));
  }

  /** Pods are listed and evicted. */
  private static RightUse restart(RightsLane lane) {
    LiveRollout shop = lane.deploy("shop", "{}");
    String soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString();
    return lane.use(
        () -> shop.patch("{spec: {restartAt: '%s'}}".formatted(soon)),
        () ->
            shop.await("restarted", seen -> seen.at("/status/restartedAt").asText().equals(soon)));
  }

  /** The same Event again is a patch of the first. */
  private static RightUse repeatEvent(RightsLane lane) {
    LiveRollout shop = lane.deploy("shop", "{steps: [{setWeight: 50}, {pause: {}}]}");
    for (String version : List.of("v2", "v1")) {
      shop.version(version);
      shop.awaitPhase(version.equals("v2") ? "Paused" : "Healthy");
    }
    return lane.use(() -> shop.version("v2"), () -> shop.awaitPhase("Paused"));
  }
}
