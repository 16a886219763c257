package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commits that meet a rollout in progress, and fields that a scaler owns. */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"FailedGetScale", "FailedGetResourceMetric", "FailedComputeMetricsReplicas"})
@Execution(ExecutionMode.CONCURRENT)
class GitSyncSupersedeIT {
  private static final String ENDLESS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  /** Long enough for a test to do what it has to, and never waited for. */
  private static final String LONG = "{steps: [{setWeight: 50}, {pause: {duration: 1h}}]}";

  private final TestNamespace namespace;

  GitSyncSupersedeIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    LiveGitSync.startOperator(namespace);
  }

  @Test
  void aNewerCommitReplacesTheCanaryInProgressAtOnce() {
    AppFiles app = new AppFiles("newest");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    try (LiveGitSync sync = follow(app, LONG, "")) {
      sync.push(files(app, "v2", 2, LONG), "v2");
      rollout.awaitPausedAt(1);
      String fix = sync.push(files(app, "v3", 3, LONG), "v3");
      sync.awaitApplied(fix);
      rollout.await("v3", _ -> rollout.image().equals("example/app:v3"));
      rollout.awaitPausedAt(1);
      rollout.await("v2 is gone", _ -> rollout.scales().equals("1=1 2=0 3=1"));
      assertThat(settings(app)).isEqualTo("3");
    }
  }

  @Test
  void aQueuedCommitWaitsForTheEndOfTheRollout() {
    AppFiles app = new AppFiles("queued");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    try (LiveGitSync sync = follow(app, LONG, "rollouts: {applyDuringRollout: Queue}")) {
      String second = sync.push(files(app, "v2", 2, LONG), "v2");
      rollout.awaitPausedAt(1);
      sync.push(files(app, "v3", 3, LONG), "v3");
      String newest = sync.push(files(app, "v4", 4, LONG), "v4");
      awaitWaiting(sync, newest.substring(0, 7) + " waits for Rollout ");
      assertThat(rollout.image()).isEqualTo("example/app:v2");
      assertThat(settings(app)).isEqualTo("2");
      assertThat(sync.status().path("lastAppliedRevision").asText()).endsWith(second);

      rollout.promoteFull();
      sync.awaitApplied(newest);
      rollout.awaitPausedAt(1);
      assertThat(rollout.image()).isEqualTo("example/app:v4");
      assertThat(rollout.hashes()).as("v3 never began").hasSize(3);
      assertThat(settings(app)).isEqualTo("4");
    }
  }

  /** Both paths have the template that is under way. */
  @Test
  void anotherPathOfTheSameCommitWaitsAsWell() {
    AppFiles app = new AppFiles("moved");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    String spec = "path: one\n  rollouts: {applyDuringRollout: Queue}";
    try (LiveGitSync sync = follow(app, in("one", files(app, "v1", 1, LONG)), spec)) {
      Map<String, String> both = new HashMap<>(in("one", files(app, "v2", 2, LONG)));
      both.putAll(in("two", files(app, "v2", 3, LONG)));
      String second = sync.push(both, "v2");
      rollout.awaitPausedAt(1);
      sync.patch("{spec: {path: two}}");
      awaitWaiting(sync, second.substring(0, 7) + " with another spec waits for Rollout ");
      assertThat(settings(app)).isEqualTo("2");

      rollout.promoteFull();
      namespace.await("the other path is applied", () -> settings(app).equals("3"));
      sync.awaitReady(second);
    }
  }

  private static Map<String, String> in(String folder, Map<String, String> files) {
    return files.entrySet().stream()
        .collect(Collectors.toMap(file -> folder + "/" + file.getKey(), file -> file.getValue()));
  }

  @Test
  void anEndlessPauseEndsTheQueue() {
    AppFiles app = new AppFiles("endless");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    try (LiveGitSync sync = follow(app, ENDLESS, "rollouts: {applyDuringRollout: Queue}")) {
      sync.push(files(app, "v2", 2, ENDLESS), "v2");
      rollout.awaitPausedAt(1);
      String newest = sync.push(files(app, "v3", 3, ENDLESS), "v3");
      sync.awaitApplied(newest);
      assertThat(rollout.image()).isEqualTo("example/app:v3");
    }
  }

  @Test
  void onlyTemplatesWaitWhereWorkloadsWait() {
    AppFiles app = new AppFiles("steady");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    String policy = "rollouts: {applyDuringRollout: OnlyNonWorkload}";
    try (LiveGitSync sync = follow(app, LONG, policy)) {
      sync.push(files(app, "v2", 2, LONG), "v2");
      rollout.awaitPausedAt(1);
      String next = sync.push(files(app, "v3", 3, LONG), "v3");
      namespace.await("the settings are new", () -> settings(app).equals("3"));
      awaitWaiting(sync, "pod templates of main@" + next.substring(0, 7) + " wait for Rollout ");
      assertThat(rollout.image()).isEqualTo("example/app:v2");

      rollout.promoteFull();
      sync.awaitApplied(next);
      assertThat(rollout.image()).isEqualTo("example/app:v3");
    }
  }

  @Test
  void aCommitThatRestoresTheStableTemplateNeverWaits() {
    AppFiles app = new AppFiles("back");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    try (LiveGitSync sync = follow(app, LONG, "rollouts: {applyDuringRollout: Queue}")) {
      sync.push(files(app, "v2", 2, LONG), "v2");
      rollout.awaitPausedAt(1);
      String restored = sync.push(files(app, "v1", 3, LONG), "v1 again");
      sync.awaitReady(restored);
      rollout.awaitPhase("Healthy"); // without the pause of an hour
      assertThat(rollout.image()).isEqualTo("example/app:v1");
      assertThat(settings(app)).isEqualTo("3");
    }
  }

  @Test
  void replicasUnderAScalerStayTheScalers() {
    AppFiles app = new AppFiles("scaled");
    LiveRollout rollout = new LiveRollout(namespace, app.name());
    try (LiveGitSync sync = follow(app, ENDLESS, "wait: false")) {
      rollout.awaitPhase("Healthy");
      String scaler = sync.push(Map.of("hpa.yaml", scaler(app)), "a scaler for the Rollout");
      sync.awaitApplied(scaler);
      rollout.scaleSubresource(4);
      rollout.await("four", _ -> rollout.scales().equals("1=4"));

      String unrelated = sync.push(Map.of("settings.yaml", app.settings(2)), "unrelated");
      sync.awaitApplied(unrelated);
      String release =
          sync.push(Map.of("rollout.yaml", app.rollout("v2", ENDLESS)), "the Rollout itself");
      sync.awaitApplied(release);
      assertThat(rollout.object().at("/spec/replicas").asInt()).isEqualTo(4);
      assertThat(rollout.image()).isEqualTo("example/app:v2");
      assertThat(sync.status().path("yielded").toString())
          .contains("ReplicasManagedByScaler", "/spec/replicas");
    }
  }

  private void awaitWaiting(LiveGitSync sync, String message) {
    namespace.await(message, () -> sync.condition("Ready").contains(message));
  }

  private LiveGitSync follow(AppFiles app, String canary, String moreSpec) {
    return follow(app, files(app, "v1", 1, canary), moreSpec);
  }

  private LiveGitSync follow(AppFiles app, Map<String, String> files, String moreSpec) {
    LiveGitSync sync = LiveGitSync.follow(namespace, app.name(), files, moreSpec);
    sync.awaitApplied(sync.repository().head());
    new LiveRollout(namespace, app.name()).awaitPhase("Healthy");
    return sync;
  }

  private static Map<String, String> files(
      AppFiles app, String version, int settings, String canary) {
    return Map.of(
        "rollout.yaml", app.rollout(version, canary), "settings.yaml", app.settings(settings));
  }

  private String settings(AppFiles app) {
    return app.storedSettings(namespace);
  }

  private static String scaler(AppFiles app) {
    return """
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: %1$s}
    spec:
      minReplicas: 1
      maxReplicas: 8
      scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: %1$s}
      metrics:
      - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
    """
        .formatted(app.name());
  }
}
