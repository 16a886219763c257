package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import java.util.List;
import java.util.Map;

/** What Git sync needs. */
final class SyncRights {

  private SyncRights() {}

  static List<Row> rows() {
    return List.of(
        Row.ofSome("get gitsyncs.rollout-operator.io", SyncRights::nameCommit),
        Row.ofSome("patch gitsyncs.rollout-operator.io", SyncRights::keepNoMore),
        Row.ofSome("patch gitsyncs/status.rollout-operator.io", SyncRights::newCommit),
        Row.ofSome("get serviceaccounts", SyncRights::missAccount),
        Row.ofSome("impersonate serviceaccounts", SyncRights::newCommit));
  }

  private static RightUse newCommit(RightsLane lane) {
    LiveGitSync sync = lane.sync(GitManifests.map("map", "1"));
    return lane.use(
        () -> sync.push(Map.of("a.yaml", GitManifests.map("map", "2")), "second"),
        () -> sync.awaitReady(sync.repository().head()));
  }

  /** An alert names the commit. */
  private static RightUse nameCommit(RightsLane lane) {
    LiveGitSync sync = lane.sync(rollout("v1"));
    return lane.use(
        () -> sync.push(Map.of("a.yaml", rollout("v2")), "second"),
        () -> {
          String commit = sync.push(Map.of("a.yaml", rollout("v3")), "third");
          lane.namespace()
              .await(
                  "an alert names the commit",
                  () ->
                      lane.receiver().taken().stream()
                          .anyMatch(alert -> alert.body().contains(commit)));
        });
  }

  private static String rollout(String version) {
    return """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: from-git}
        spec:
          replicas: 1
          selector: {matchLabels: {app: from-git}}
          template:
            metadata: {labels: {app: from-git}}
            spec: {containers: [{name: main, image: "example/app:%s"}]}
          strategy: {canary: {}}
        """
        .formatted(version);
  }

  /** A unit that prunes is kept, when it is deleted, until its objects are gone; others are not. */
  private static RightUse keepNoMore(RightsLane lane) {
    LiveGitSync sync = lane.sync(GitManifests.map("map", "1"));
    return lane.use(
        () -> sync.patch("{spec: {prune: false}}"),
        () ->
            lane.namespace()
                .await(
                    "it is not kept any more",
                    () -> sync.read().path("metadata").path("finalizers").isEmpty()));
  }

  /** An account that may do nothing: is there one at all? */
  private static RightUse missAccount(RightsLane lane) {
    LiveGitSync sync = lane.sync(GitManifests.map("map", "1"));
    return lane.use(
        () -> {
          lane.disarmUnits();
          sync.push(Map.of("a.yaml", GitManifests.map("map", "2")), "second");
        },
        () -> {
          lane.nudgeUntil(
              "it is asked again", sync::poke, () -> lane.operator().missing().isEmpty());
          lane.armUnits();
          sync.poke();
          sync.awaitReady(sync.repository().head());
        });
  }
}
