package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.CommitVerifier;
import io.rolloutoperator.testkit.git.TestCertificates;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Aborted releases that a person is asked to undo, by branch and request of a forge. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "FetchFailed", "AnalysisRunFailed", "MetricFailed"})
class GitSyncPullRequestIT {
  private static final String CANARY = "{steps: [{setWeight: 50}, {pause: {}}]}";
  private static final String FILE = "app/rollout.yaml";
  private static final String PASSPHRASE = "opens-the-signing-key";
  private static final SecretMarkers MARKERS =
      SecretMarkers.of(LiveGitSync.USER, LiveGitSync.PASSWORD, PASSPHRASE);
  private static final TestCertificates AUTHORITY = new TestCertificates();

  private final TestNamespace namespace;

  GitSyncPullRequestIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  private static CommitVerifier git;
  private static ShippedOperator operator;

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    RequiredPrograms.check(CommitVerifier.programs());
    git = CommitVerifier.open();
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: signing}
        stringData:
          password: %s
          identity: |
        """
                .formatted(PASSPHRASE)
            + git.sshKey("ed25519", PASSPHRASE).indent(4));
    Path folder = Path.of(System.getProperty("testkit.output", "target/testkit"));
    List<String> flags = new ArrayList<>(List.of(LiveForge.trusting(AUTHORITY, folder)));
    flags.addAll(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--loglevel=debug");
    operator = LiveGitSync.startProcess(namespace, flags.toArray(String[]::new));
  }

  @AfterAll
  static void deleteKeys() {
    if (git != null) {
      git.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAbortBecomesOneBranchAndOneRequest(LiveForge.Kind kind) {
    AppFiles files = new AppFiles("by-" + kind.provider());
    LiveRollout rollout = new LiveRollout(namespace, files.name());
    LiveGitSync.login(namespace, files.name() + "-write");
    try (LiveForge forge = LiveForge.start(kind, AUTHORITY);
        LiveGitSync sync = follow(files, CANARY, forge, kind)) {
      String healthy = sync.repository().head();
      String bad = sync.push(Map.of(FILE, files.rollout("v2", CANARY)), "v2");
      rollout.awaitPausedAt(1);
      rollout.abort();

      JsonNode link = awaitLink(sync);
      assertThat(link.path("kind").asText()).isEqualTo("PullRequest");
      assertThat(link.path("url").asText()).isEqualTo(forge.page());
      String branch =
          "rollback/%s-%s-%s".formatted(namespace.name(), files.name(), bad.substring(0, 7));
      assertThat(sync.repository().head(branch)).isEqualTo(link.path("commit").asText());
      assertThat(sync.repository().read(link.path("commit").asText(), FILE))
          .isEqualTo(files.rollout("v1", CANARY));
      assertThat(sync.repository().head()).as("the tracked branch").isEqualTo(bad);
      Path repository = sync.repository().repository().getDirectory().toPath();
      assertThat(git.commit(repository, link.path("commit").asText()).text())
          .contains("Good \"git\" signature for operator@example.org");
      isAskedOnce(forge, kind, new Asked(files.name(), branch, healthy, bad));

      abortsAgain(sync, rollout);
      assertThat(forge.asked()).as("one request for one commit").hasSize(2);
      assertThat(sync.repository().head(branch)).isEqualTo(link.path("commit").asText());
      assertThat(sync.condition("WriteBackReady")).startsWith("True");
      forge.asked().forEach(asked -> MARKERS.areNotIn("request", Json.write(asked.body())));
      MARKERS.areNotTold(namespace, operator, sync);
    }
  }

  /** What a request is about. */
  private record Asked(String name, String branch, String healthy, String bad) {}

  private void isAskedOnce(LiveForge forge, LiveForge.Kind kind, Asked about) {
    List<LiveForge.Asked> asked = forge.asked();
    assertThat(asked)
        .extracting(LiveForge.Asked::line)
        .containsExactly("GET " + kind.requests(), "POST " + kind.requests());
    assertThat(asked)
        .extracting(LiveForge.Asked::authorization)
        .containsOnly("Bearer " + LiveGitSync.PASSWORD);
    LiveForge.Asked creation = asked.getLast();
    String subject = namespace.name() + "/" + about.name();
    assertThat(creation.body().path("title").asText())
        .isEqualTo("Roll back " + subject + " to " + about.healthy().substring(0, 7));
    assertThat(forge.branches(creation)).isEqualTo(about.branch() + " into main");
    assertThat(forge.text(creation))
        .startsWith(
            "The release of Rollout `" + subject + "` with commit [" + about.bad().substring(0, 7))
        .contains(
            """
             was aborted:

                Rollout aborted update to revision 2
            """)
        .contains("These files get back their content of " + about.healthy().substring(0, 7))
        .contains("\n    app/rollout.yaml\n")
        .endsWith("Pods keep running the stable version, merged or not.\n");
  }

  /** Forges differ in the way of the request only. */
  @Test
  void theRequestTellsWhatAFailedAnalysisMeasured() {
    AppFiles files = new AppFiles("measured");
    String canary =
        "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: measured}]}}]}";
    LiveForge.Kind kind = LiveForge.Kind.GITHUB;
    LiveGitSync.login(namespace, "measured-write");
    try (ScriptedPrometheus prometheus = ScriptedPrometheus.open();
        LiveForge forge = LiveForge.start(kind, AUTHORITY)) {
      prometheus.answers("measured", "0.5");
      prometheus.template(namespace, "measured", "interval: 1s, count: 1");
      try (LiveGitSync sync = follow(files, canary, forge, kind)) {
        sync.push(Map.of(FILE, files.rollout("v2", canary)), "v2");
        awaitLink(sync);
        assertThat(forge.text(forge.asked().getLast()))
            .containsPattern(
                "\n\nWhat its analysis measured:\n\n"
                    + "    Metric m of AnalysisRun measured-\\S+: Failed;"
                    + " measured \\[0\\.5] \\(Failed, 20\\S+Z\\)\n\n");
      }
    }
  }

  /** A person tries the same commit once more, and it aborts once more. */
  private void abortsAgain(LiveGitSync sync, LiveRollout rollout) {
    rollout.retry();
    rollout.awaitPausedAt(1);
    namespace.await("nothing in quarantine", () -> sync.quarantine().isEmpty());
    rollout.abort();
    sync.awaitQuarantine();
    sync.push(Map.of("app/more.yaml", GitManifests.map("more-" + rollout.name(), "1")), "more");
    namespace.await(
        "a later commit is applied",
        () ->
            !namespace.read("v1", "ConfigMap", "more-" + rollout.name()).isMissingNode()
                && sync.condition("Ready").startsWith("False RolloutAborted"));
  }

  private JsonNode awaitLink(LiveGitSync sync) {
    sync.awaitQuarantine();
    namespace.await(
        "the status names the request",
        () -> !sync.quarantine().getFirst().at("/writeBack/url").asText().isEmpty());
    return sync.quarantine().getFirst().path("writeBack");
  }

  private LiveGitSync follow(AppFiles files, String canary, LiveForge forge, LiveForge.Kind kind) {
    LiveGitSync sync =
        LiveGitSync.followWithLogin(
            namespace,
            files.name(),
            Map.of(FILE, files.rollout("v1", canary)),
            """
            path: app
              rollouts: {onAbort: PullRequest}
              writeBack:
                secretRef: {name: %1$s-write}
                provider: %2$s
                apiURL: "%3$s"
                signingKey: {type: ssh, secretRef: {name: signing}}
            """
                .formatted(files.name(), kind.provider(), forge.apiUrl()));
    sync.patch("{spec: {repo: {url: \"%s\"}}}".formatted(sync.server().url("shop/config.git")));
    sync.awaitReady(sync.repository().head());
    return sync;
  }
}
