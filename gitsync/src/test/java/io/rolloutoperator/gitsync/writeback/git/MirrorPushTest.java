package io.rolloutoperator.gitsync.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.GitPush;
import io.rolloutoperator.gitsync.source.remote.EgressPolicy;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.writeback.CommitPush.Pushed;
import io.rolloutoperator.gitsync.writeback.CommitPush.Tip;
import io.rolloutoperator.gitsync.writeback.FileChange;
import io.rolloutoperator.gitsync.writeback.FileContent;
import io.rolloutoperator.gitsync.writeback.NewCommit;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorPushTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String CRLF = "newTag: 1 # pinned\r\n\r\n";

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;
  private GitMirror mirror;
  private MirrorPush push;
  private String first;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    first = repository.commit(Map.of("a.yaml", "1", "b.yaml", "1"), "first\n\nbody\n");
    server = GitHttpServer.of(repository).start();
    GitRemote remote =
        new GitRemote(
            RepositoryUrl.parse(server.url(), RepositoryUrl.PlainHttp.ALLOWED),
            new GitCredentials.Anonymous(),
            Optional.empty(),
            Duration.ofSeconds(60));
    mirror =
        new GitMirror(
            folder.resolve("mirror"),
            remote,
            new GitRef.Branch("main"),
            GitSettings.of(EgressPolicy.unrestricted()));
    push = new MirrorPush(mirror, new GitPush(mirror, remote, Optional.empty()));
  }

  @AfterEach
  void stop() {
    mirror.close();
    server.close();
    repository.close();
  }

  @Test
  void theTipIsAskedForEachTime() {
    assertThat(text(found().tree(), "a.yaml")).isEqualTo("1");
    assertThat(found().message()).isEqualTo("first\n\nbody\n");
    assertThat(found().commit()).isEqualTo(first);
    String second = repository.commit(Map.of("a.yaml", "2"), "second");
    assertThat(found().commit()).isEqualTo(second);
    assertThat(text(found().tree(), "a.yaml")).isEqualTo("2");
  }

  @Test
  void onlyTheBranchOfTheMirrorCanBeAskedFor() {
    assertThat(push.fetch("other")).isEqualTo(new Tip.Failed("write-back needs branch other"));
  }

  @Test
  void aServerThatIsGoneIsAFailure() {
    server.close();
    assertThat(push.fetch("main")).isInstanceOf(Tip.Failed.class);
    assertThat(push.push(commit("main", Optional.of(first)))).isInstanceOf(Pushed.Failed.class);
  }

  @Test
  void aCommitArrivesByteForByte() throws IOException {
    String pushed = done(push.push(commit("main", Optional.of(found().commit())))).commit();
    Tip.Found tip = found();
    assertThat(tip.commit()).isEqualTo(pushed);
    assertThat(text(tip.tree(), "a.yaml")).isEqualTo(CRLF);
    assertThat(tip.tree().entry("b.yaml")).isEmpty();
    assertThat(tip.message()).isEqualTo("Roll back\n\nRollout: shop/my-app\n");
    RevCommit commit = repository.repository().parseCommit(ObjectId.fromString(pushed));
    assertThat(commit.getParent(0).name()).isEqualTo(first);
    assertThat(commit.getCommitterIdent().toExternalString())
        .isEqualTo(
            "Rollout Operator <rollout-operator@localhost> " + NOW.getEpochSecond() + " +0000");
  }

  @Test
  void aBranchThatMovedIsNotOverwritten() {
    String second = repository.commit(Map.of("c.yaml", "1"), "second");
    assertThat(push.push(commit("main", Optional.of(first)))).isEqualTo(new Pushed.Stale());
    assertThat(found().commit()).isEqualTo(second);
  }

  @Test
  void aBranchThatMovesInTheMiddleOfThePushIsNotOverwritten() {
    server.pushes().before(() -> repository.commit(Map.of("c.yaml", "1"), "second"));
    assertThat(push.push(commit("main", Optional.of(found().commit()))))
        .isEqualTo(new Pushed.Stale());
    assertThat(found().message()).isEqualTo("second");
  }

  @Test
  void aNewBranchIsMadeOnce() {
    assertThat(push.push(commit("rollback/shop-my-app-1a2b3c4", Optional.empty())))
        .isInstanceOf(Pushed.Done.class);
    repository.commit(Map.of("c.yaml", "1"), "second");
    found();
    assertThat(push.push(commit("rollback/shop-my-app-1a2b3c4", Optional.empty(), found())))
        .isEqualTo(new Pushed.Stale());
  }

  @Test
  void aServerThatRefusesIsQuoted() {
    server.pushes().refuse("protected branch");
    assertThat(push.push(commit("main", Optional.of(first))))
        .isInstanceOfSatisfying(
            Pushed.Refused.class,
            refused -> assertThat(refused.serverText()).contains("protected branch"));
  }

  @Test
  void aServerThatTakesNoPushOptionsGetsNoCommit() {
    NewCommit plain = commit("new", Optional.empty());
    NewCommit withOptions =
        new NewCommit(
            plain.branch(),
            plain.expected(),
            plain.parent(),
            plain.changes(),
            plain.message(),
            plain.author(),
            plain.at(),
            List.of("merge_request.create"));
    assertThat(push.push(withOptions)).isInstanceOf(Pushed.Failed.class);
  }

  private Tip.Found found() {
    return (Tip.Found) push.fetch("main");
  }

  private static Pushed.Done done(Pushed pushed) {
    return (Pushed.Done) pushed;
  }

  private NewCommit commit(String branch, Optional<String> expected) {
    return commit(branch, expected, first);
  }

  private static NewCommit commit(String branch, Optional<String> expected, Tip.Found parent) {
    return commit(branch, expected, parent.commit());
  }

  private static NewCommit commit(String branch, Optional<String> expected, String parent) {
    SortedMap<String, FileChange> changes = new TreeMap<>();
    changes.put("a.yaml", new FileChange.Write(FileContent.of(CRLF)));
    changes.put("b.yaml", new FileChange.Delete());
    return new NewCommit(
        branch,
        expected,
        parent,
        changes,
        "Roll back\n\nRollout: shop/my-app\n",
        new NewCommit.Author("Rollout Operator", "rollout-operator@localhost"),
        NOW,
        List.of());
  }

  private static String text(CommitTree tree, String path) {
    return new String(tree.read(path, 1024), StandardCharsets.UTF_8);
  }
}
