package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.writeback.RevertRequest.Signature;
import io.rolloutoperator.gitsync.writeback.forge.ForgeUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real repository: what the branch holds after a release was undone. */
class RevertTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String REPOSITORY = "https://github.com/myorg/config";
  private static final String KUSTOMIZATION = "overlays/prod/kustomization.yaml";
  private static final TinyKustomize PRODUCTION = new TinyKustomize("overlays/prod");

  /** Comments, blanks at the ends of lines, CRLF, no last line break. */
  private static final String HEALTHY_KUSTOMIZATION =
      "# production\r\n- ../../base/rollout.yaml\n- service.yaml   \n\nnewTag: 1 # pinned, see #42";

  @TempDir private Path folder;
  private GitServer server;
  private GitClient client;
  private String healthy;

  @BeforeEach
  void aHealthyRelease() throws IOException {
    server = new GitServer(folder.resolve("server.git"));
    client = new GitClient(folder.resolve("client.git"), server.uri());
    healthy =
        server.commit(
            "main",
            "first",
            Map.of(
                KUSTOMIZATION,
                HEALTHY_KUSTOMIZATION,
                "overlays/prod/service.yaml",
                "kind: Service\nport: 80\n",
                "base/rollout.yaml",
                "image: my-app\n",
                "other/app.yaml",
                "image: other:1\n"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void theHealthyFilesComeBackByteForByte() throws IOException {
    String bad = bad();
    assertThat(write(bad))
        .isEqualTo(
            new RevertOutcome.Reverted(
                server.tip("main"), REPOSITORY + "/commit/" + server.tip("main")));
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(server.newest("main").getParent(0).name()).isEqualTo(bad);
  }

  @Test
  void theCommitSaysWhyAndIsSignedWithTheConfiguredName() throws IOException {
    String bad = bad();
    write(bad);
    assertThat(server.newest("main").getFullMessage())
        .isEqualTo(
            "Roll back shop/my-app to "
                + healthy.substring(0, 7)
                + "\n\n- error rate 4.1 %\n\nRollback-Of: "
                + bad
                + "\nRollout: shop/my-app\nWritten-By: rollout-operator installation-1\n");
    assertThat(server.newest("main").getAuthorIdent().toExternalString())
        .startsWith("Rollout Operator <rollout-operator@localhost> " + NOW.getEpochSecond());
  }

  @Test
  void otherApplicationsOfTheCommitKeepTheirChanges() throws IOException {
    String bad =
        server.commit(
            "main",
            "a big commit",
            Map.of(
                KUSTOMIZATION,
                badKustomization(),
                "overlays/prod/service.yaml",
                "kind: Service\nport: 81\n",
                "other/app.yaml",
                "image: other:2\n"));
    write(bad);
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(server.text("main", "other/app.yaml")).isEqualTo("image: other:2\n");
    assertThat(server.text("main", "overlays/prod/service.yaml"))
        .isEqualTo("kind: Service\nport: 81\n");
  }

  @Test
  void laterCommitsOfOthersStay() throws IOException {
    String bad = bad();
    server.commit("main", "another app", Map.of("other/app.yaml", "image: other:3\n"));
    assertThat(write(bad)).isInstanceOf(RevertOutcome.Reverted.class);
    assertThat(server.text("main", "other/app.yaml")).isEqualTo("image: other:3\n");
  }

  @Test
  void aFileChangedSinceIsNotOverwritten() throws IOException {
    String bad = bad();
    String head =
        server.commit("main", "note", Map.of(KUSTOMIZATION, "# x\n" + badKustomization()));
    assertThat(write(bad))
        .isEqualTo(
            new RevertOutcome.NotPossible(
                "overlays/prod/kustomization.yaml changed after " + bad.substring(0, 7)));
    assertThat(server.tip("main")).isEqualTo(head);
  }

  @Test
  void aBranchThatMovedDuringThePushIsLookedAtAgain() throws IOException {
    String bad = bad();
    List<Integer> pushes = new ArrayList<>();
    client.beforePush(
        () -> {
          pushes.add(pushes.size());
          if (pushes.size() < 5) {
            server.commit("main", "x", Map.of("other/app.yaml", "image: x" + pushes.size()));
          }
        });
    assertThat(write(bad)).isInstanceOf(RevertOutcome.Reverted.class);
    assertThat(server.text("main", "other/app.yaml")).isEqualTo("image: x4");
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
  }

  @Test
  void aBranchThatKeepsMovingIsLeftForLater() throws IOException {
    String bad = bad();
    List<Integer> pushes = new ArrayList<>();
    client.beforePush(
        () -> {
          pushes.add(pushes.size());
          server.commit("main", "x", Map.of("other/app.yaml", "image: x" + pushes.size()));
        });
    assertThat(write(bad)).isEqualTo(failed("push to main rejected: remote changed 5 times"));
    assertThat(pushes).hasSize(5);
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(badKustomization());
  }

  @Test
  void aFixThatArrivesDuringThePushWins() throws IOException {
    String bad = bad();
    String fixed = HEALTHY_KUSTOMIZATION.replace("newTag: 1", "newTag: 3");
    client.beforePush(() -> server.commit("main", "fix", Map.of(KUSTOMIZATION, fixed)));
    assertThat(write(bad))
        .isEqualTo(
            new RevertOutcome.Nothing("main no longer has the aborted template of shop/my-app"));
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(fixed);
  }

  @Test
  void aServerThatRefusesIsQuotedInShort() throws IOException {
    String bad = bad();
    server.refuse("protected branch\n" + "x".repeat(1_000));
    assertThat(write(bad))
        .isEqualTo(
            failed(
                "push to main refused by the server: protected branch " + "x".repeat(236) + "..."));
  }

  @Test
  void aServerThatIsGoneIsAFailure() throws IOException {
    String bad = bad();
    RevertRequest request = request(bad, "installation-1", List.of());
    server.close();
    assertThat(writer(new Delivery.OnBranch()).write(request, PRODUCTION, new CommitBudget(4)))
        .isInstanceOf(RevertOutcome.Failed.class);
  }

  @Test
  void twoClustersOnOneBranchUndoItOnce() throws IOException {
    String bad = bad();
    write(bad);
    assertThat(
            writer(new Delivery.OnBranch())
                .write(request(bad, "installation-2", List.of()), PRODUCTION, new CommitBudget(4)))
        .isInstanceOf(RevertOutcome.Nothing.class);
    assertThat(server.log("main")).hasSize(3);
  }

  @Test
  void aRunCutOffAfterThePushFindsItsCommit() throws IOException {
    String bad = bad();
    RevertOutcome first = write(bad);
    assertThat(write(bad)).isEqualTo(first);
    assertThat(server.log("main")).hasSize(3);
  }

  @Test
  void ourOwnCommitIsNeverUndone() throws IOException {
    String bad = bad();
    write(bad);
    String ours = server.tip("main");
    BadRelease again = release(bad, ours);
    RevertRequest request =
        new RevertRequest(
            again,
            "main",
            server.tree(bad),
            server.tree(ours),
            server.newest("main").getFullMessage(),
            List.of(),
            signature("installation-2"));
    assertThat(writer(new Delivery.OnBranch()).write(request, PRODUCTION, new CommitBudget(4)))
        .isEqualTo(
            new RevertOutcome.Nothing(
                "commit " + ours.substring(0, 7) + " was written by a rollout operator"));
    assertThat(server.tip("main")).isEqualTo(ours);
  }

  @Test
  void aBadCommitThatComesBackIsNotUndoneTwice() throws IOException {
    String bad = bad();
    CommitBudget.Past before =
        new CommitBudget.Past(NOW.minus(Duration.ofDays(1)), "c0ffee", bad, "shop/my-app");
    assertThat(
            writer(new Delivery.OnBranch())
                .write(
                    request(bad, "installation-1", List.of(before)),
                    PRODUCTION,
                    new CommitBudget(4)))
        .isEqualTo(new RevertOutcome.Nothing("undone before, by commit c0ffee"));
    assertThat(server.tip("main")).isEqualTo(bad);
  }

  @Test
  void anHourHasALimit() throws IOException {
    String bad = bad();
    List<CommitBudget.Past> past =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new CommitBudget.Past(
                        NOW.minus(Duration.ofMinutes(i)), "c" + i, "bad" + i, "shop/my-app"))
            .toList();
    assertThat(
            writer(new Delivery.OnBranch())
                .write(request(bad, "installation-1", past), PRODUCTION, new CommitBudget(4)))
        .isEqualTo(
            new RevertOutcome.RateLimited(
                "4 commits in the last hour", NOW.plus(Duration.ofMinutes(57))));
    assertThat(server.tip("main")).isEqualTo(bad);
  }

  @Test
  void aPullRequestLeavesTheTrackedBranchAlone() throws IOException {
    String bad = bad();
    String branch = "rollback/shop-my-app-" + bad.substring(0, 7);
    RecordingSink sink = new RecordingSink(List.of());
    assertThat(
            writer(new Delivery.AsRequest(sink))
                .write(request(bad), PRODUCTION, new CommitBudget(4)))
        .isEqualTo(
            new RevertOutcome.PullRequestOpened(
                "https://forge.example.org/1", branch, server.tip(branch)));
    assertThat(server.tip("main")).isEqualTo(bad);
    assertThat(server.text(branch, KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(sink.opened())
        .containsExactly(
            new PullRequest(
                branch,
                "main",
                "Roll back shop/my-app to " + healthy.substring(0, 7),
                """
                The release of Rollout `shop/my-app` with commit [%1$s](%2$s/commit/%3$s) was aborted:

                    error rate 4.1 %%

                These files get back their content of %4$s, the last commit that was healthy. Nothing else is changed:

                    overlays/prod/kustomization.yaml

                Pods keep running the stable version, merged or not.
                """
                    .formatted(bad.substring(0, 7), REPOSITORY, bad, healthy.substring(0, 7))));
  }

  @Test
  void aPullRequestCutOffAfterThePushIsOpenedFromTheSameBranch() throws IOException {
    String bad = bad();
    RecordingSink sink = new RecordingSink(List.of());
    RevertWriter writer = writer(new Delivery.AsRequest(sink));
    writer.write(request(bad), PRODUCTION, new CommitBudget(4));
    String pushed = server.tip("rollback/shop-my-app-" + bad.substring(0, 7));
    server.commit("main", "another app", Map.of("other/app.yaml", "image: other:3\n"));

    assertThat(writer.write(request(bad), PRODUCTION, new CommitBudget(4)))
        .isEqualTo(
            new RevertOutcome.PullRequestOpened(
                "https://forge.example.org/1", "rollback/shop-my-app-" + bad.substring(0, 7), ""));
    assertThat(server.branches()).hasSize(2);
    assertThat(server.tip("rollback/shop-my-app-" + bad.substring(0, 7))).isEqualTo(pushed);
    assertThat(sink.opened()).hasSize(2);
  }

  @Test
  void pushOptionsReachTheServerAndItsWordsComeBack() throws IOException {
    String bad = bad();
    server.greet("View merge request: https://forge.example.org/7");
    RecordingSink sink = new RecordingSink(List.of("merge_request.create", "a=ü b"));
    writer(new Delivery.AsRequest(sink)).write(request(bad), PRODUCTION, new CommitBudget(4));
    assertThat(server.pushOptions()).containsExactly("merge_request.create", "a=ü b");
    assertThat(sink.serverTexts())
        .singleElement()
        .asString()
        .contains("https://forge.example.org/7");
  }

  @Test
  void verdictsInAPullRequestAreNeitherMarkupNorCommands() {
    BadRelease release =
        new BadRelease(
            "shop",
            "my-app",
            healthy,
            healthy,
            "h",
            "b",
            List.of("/merge", "``` @all\n# x", ""),
            List.of());
    assertThat(PullRequestText.body(release, "", new TreeSet<>()))
        .contains("\n    /merge\n    ``` @all # x\n\n")
        .doesNotContain("\n/", "\n#", "\n```");
  }

  private RevertOutcome write(String bad) throws IOException {
    return writer(new Delivery.OnBranch()).write(request(bad), PRODUCTION, new CommitBudget(4));
  }

  private RevertWriter writer(Delivery delivery) {
    return new RevertWriter(
        client, delivery, ForgeUrl.of(REPOSITORY, "github"), InstantSource.fixed(NOW));
  }

  private String bad() throws IOException {
    return server.commit("main", "my-app 2", Map.of(KUSTOMIZATION, badKustomization()));
  }

  private static String badKustomization() {
    return HEALTHY_KUSTOMIZATION
        .replace("newTag: 1", "newTag: 2")
        .replace("# production", "# prod");
  }

  private RevertRequest request(String bad) throws IOException {
    return request(bad, "installation-1", List.of());
  }

  private RevertRequest request(String bad, String installation, List<CommitBudget.Past> past)
      throws IOException {
    return new RevertRequest(
        release(healthy, bad),
        "main",
        server.tree(healthy),
        server.tree(bad),
        "my-app 2",
        past,
        signature(installation));
  }

  private BadRelease release(String good, String bad) throws IOException {
    return new BadRelease(
        "shop", "my-app", good, bad, hash(good), hash(bad), List.of("error rate 4.1 %"), List.of());
  }

  private String hash(String commit) throws IOException {
    return PRODUCTION.render(server.tree(commit)).templateHash().orElseThrow();
  }

  private static Signature signature(String installation) {
    return new Signature(
        new NewCommit.Author("Rollout Operator", "rollout-operator@localhost"), installation);
  }

  private static RevertOutcome failed(String message) {
    return new RevertOutcome.Failed(message, Optional.empty());
  }
}
