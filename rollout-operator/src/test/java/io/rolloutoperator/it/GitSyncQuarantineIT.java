package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Releases from Git that aborted: what holds them back, and what lets them go. */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"RolloutAborted", "AnalysisRunFailed", "MetricFailed"})
class GitSyncQuarantineIT {
  private static final String PAUSED = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncQuarantineIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace, ShippedOperator.LOCAL_METRICS);
  }

  @Test
  void aFailedAnalysisHoldsTheReleaseBackUntilAPersonLetsItGo() {
    try (ScriptedPrometheus prometheus = ScriptedPrometheus.open()) {
      prometheus.answers("measured", "0.5");
      prometheus.template(namespace, "measured", "interval: 1s, count: 1");
      Release release =
          new Release(
              "measured",
              "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: %s}]}}]}"
                  .formatted("measured"));
      try (LiveGitSync sync = release.follow()) {
        String bad = release.push(sync, "v2");
        JsonNode entry = sync.awaitQuarantine();
        release.rollout().awaitPhase("Degraded");
        String hash = release.rollout().hashes().getLast();

        isMarked(sync, release, entry, bad, hash);
        otherObjectsKeepSyncing(sync, release);
        startsNothingAfterARestart(sync, release);
        comesBackWithoutIt(sync, release);

        prometheus.answers("measured", "1");
        sync.annotate("release-quarantine", hash);
        release.rollout().await("v2", _ -> release.isStable("v2"));
        namespace.await("the annotation was answered", () -> !requestsRelease(sync));
        sync.awaitReady(sync.repository().head());
        assertThat(sync.quarantine()).isEmpty();
      }
    }
  }

  private void isMarked(
      LiveGitSync sync, Release release, JsonNode entry, String commit, String hash) {
    String reason =
        "Rollout aborted update to revision 2: Step-based analysis phase error/failed: Metric"
            + " \"m\" assessed Failed due to failed (1) > failureLimit (0)";
    assertThat(entry.path("object").asText())
        .isEqualTo("%s_measured_argoproj.io_Rollout".formatted(namespace.name()));
    assertThat(entry.path("templateHash").asText()).isEqualTo(hash);
    assertThat(entry.path("revision").asText()).isEqualTo("main@sha1:" + commit);
    assertThat(entry.path("images").toString()).isEqualTo("[\"example/app:v2\"]");
    assertThat(entry.path("message").asText()).isEqualTo(reason);
    assertThat(sync.condition("Ready"))
        .isEqualTo(
            "False RolloutAborted: Rollout %s/measured aborted on main@%s: %s"
                .formatted(namespace.name(), commit.substring(0, 7), reason));
    release.rollout().await("stable alone", _ -> release.rollout().scales().equals("1=2 2=0"));
  }

  private void otherObjectsKeepSyncing(LiveGitSync sync, Release release) {
    sync.push(Map.of("settings.yaml", release.files().settings(2)), "unrelated");
    namespace.await("the settings are new", () -> release.settings().equals("2"));
    assertThat(sync.condition("Ready")).startsWith("False RolloutAborted");
    assertThat(release.rollout().scales()).isEqualTo("1=2 2=0");
  }

  private void startsNothingAfterARestart(LiveGitSync sync, Release release) {
    operator.restart();
    sync.push(Map.of("settings.yaml", release.files().settings(3)), "unrelated");
    namespace.await("the settings are new", () -> release.settings().equals("3"));
    assertThat(release.rollout().scales()).isEqualTo("1=2 2=0");
    assertThat(release.rollout().phase()).isEqualTo("Degraded");
    assertThat(sync.quarantine()).hasSize(1);
  }

  /** What deletes the object does not start the release either. */
  private void comesBackWithoutIt(LiveGitSync sync, Release release) {
    String before = release.rollout().object().at("/metadata/uid").asText();
    namespace.delete(LiveRollout.API, "Rollout", "measured");
    release
        .rollout()
        .await("made anew", object -> !object.at("/metadata/uid").asText().equals(before));
    release.rollout().await("v1 again", _ -> release.isStable("v1"));
    assertThat(sync.quarantine()).hasSize(1);
    assertThat(release.rollout().hashes()).hasSize(1);
  }

  @Test
  void aRetryOfAPersonClearsIt() {
    Release release = new Release("retried", PAUSED);
    try (LiveGitSync sync = release.follow()) {
      String bad = release.push(sync, "v2");
      release.rollout().awaitPausedAt(1);
      release.rollout().abort();
      assertThat(sync.awaitQuarantine().path("message").asText())
          .isEqualTo("Rollout aborted update to revision 2");

      release.rollout().retry();
      release.rollout().awaitPausedAt(1);
      namespace.await("nothing in quarantine", () -> sync.quarantine().isEmpty());
      release.rollout().promote();
      release.rollout().await("v2", _ -> release.isStable("v2"));
      sync.awaitReady(bad);
    }
  }

  @Test
  void anotherTemplateInGitClearsIt() {
    Release release = new Release("replaced", PAUSED);
    try (LiveGitSync sync = release.follow()) {
      release.push(sync, "v2");
      release.rollout().awaitPausedAt(1);
      release.rollout().abort();
      sync.awaitQuarantine();

      String good = release.push(sync, "v3");
      release.rollout().awaitPausedAt(1);
      assertThat(release.rollout().image()).isEqualTo("example/app:v3");
      namespace.await(
          "only its images are barred",
          () -> sync.quarantine().getFirst().path("state").asText().equals("BarsImages"));
      release.rollout().promote();
      sync.awaitReady(good);
      namespace.await("a newer release has won", () -> sync.quarantine().isEmpty());
    }
  }

  @Test
  void aRestoredTemplateGoesOnWithoutSteps() {
    Release release = new Release("restored", PAUSED);
    try (LiveGitSync sync = release.follow()) {
      release.push(sync, "v2");
      release.rollout().awaitPausedAt(1);
      release.rollout().abort();
      sync.awaitQuarantine();

      String restored = release.push(sync, "v1");
      sync.awaitReady(restored);
      release.rollout().await("v1", _ -> release.isStable("v1"));
    }
  }

  private static boolean requestsRelease(LiveGitSync sync) {
    return sync.read().at("/metadata/annotations").has("rollout-operator.io/release-quarantine");
  }

  /** One application of this class. */
  private final class Release {
    private final AppFiles files;
    private final String canary;
    private final LiveRollout rollout;

    Release(String name, String canary) {
      this.files = new AppFiles(name);
      this.canary = canary;
      this.rollout = new LiveRollout(namespace, name);
    }

    /** Follows version v1 and waits until it is ready. */
    LiveGitSync follow() {
      Map<String, String> first =
          Map.of("rollout.yaml", files.rollout("v1", canary), "settings.yaml", files.settings(1));
      LiveGitSync sync = LiveGitSync.follow(namespace, files.name(), first, "");
      sync.awaitReady(sync.repository().head());
      return sync;
    }

    String push(LiveGitSync sync, String version) {
      return sync.push(Map.of("rollout.yaml", files.rollout(version, canary)), version);
    }

    AppFiles files() {
      return files;
    }

    LiveRollout rollout() {
      return rollout;
    }

    String settings() {
      return files.storedSettings(namespace);
    }

    boolean isStable(String version) {
      return rollout.phase().equals("Healthy")
          && rollout.image().equals("example/app:" + version)
          && rollout
              .status()
              .path("stableRS")
              .asText()
              .equals(rollout.status().path("currentPodHash").asText());
    }
  }
}
