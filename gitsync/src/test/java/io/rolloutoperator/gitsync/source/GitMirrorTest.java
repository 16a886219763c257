package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitMirrorTest {

  private static final GitRef MAIN = new GitRef.Branch("main");
  private static final int LIMIT = 1024;

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;
  private final List<GitMirror> mirrors = new ArrayList<>();

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    server = GitHttpServer.of(repository).start();
  }

  @AfterEach
  void stop() {
    mirrors.forEach(GitMirror::close);
    server.close();
    repository.close();
  }

  private GitMirror mirror(GitRef ref) {
    GitRemote remote = Remotes.of(server.url());
    GitMirror mirror =
        new GitMirror(folder.resolve("mirror-" + mirrors.size()), remote, ref, Remotes.SETTINGS);
    mirrors.add(mirror);
    return mirror;
  }

  private static String text(CommitTree tree, String path) {
    return new String(tree.read(path, LIMIT), StandardCharsets.UTF_8);
  }

  @Test
  void aNewCommitIsFetchedOnceAndThenUnchanged() {
    String commit = repository.commit(Map.of("a/x.yaml", "x: 1", "b.yaml", "b"), "first");
    GitMirror mirror = mirror(MAIN);
    FetchOutcome.Fetched first = fetched(mirror.poll());
    assertThat(first.revision()).hasToString("main@sha1:" + commit);
    assertThat(text(first.tree(), "a/x.yaml")).isEqualTo("x: 1");
    assertThat(mirror.poll()).isEqualTo(new FetchOutcome.Unchanged(first.revision()));
    String next = repository.commit(Map.of("a/x.yaml", "x: 2"), "second");
    FetchOutcome.Fetched second = fetched(mirror.poll());
    assertThat(second.revision().commit()).isEqualTo(next);
    assertThat(mirror.historyRewritten(commit, repository.head())).contains(false);
    assertThat(text(second.tree(), "a/x.yaml")).isEqualTo("x: 2");
    assertThat(text(first.tree(), "a/x.yaml")).isEqualTo("x: 1");
  }

  @Test
  void anUnchangedBranchCostsTwoRequests() {
    repository.commit(Map.of("a", "a"), "first");
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());
    int before = server.requests().size();
    mirror.poll();
    assertThat(server.requests().subList(before, server.requests().size()))
        .containsExactly("GET /repo.git/info/refs", "POST /repo.git/git-upload-pack");
  }

  @Test
  void serversWithoutVersionTwoWork() {
    try (GitHttpServer old = GitHttpServer.of(repository).withoutVersionTwo().start()) {
      String first = repository.commit(Map.of("a", "1"), "first");
      GitMirror mirror =
          new GitMirror(
              folder.resolve("old"),
              Remotes.of(old.url()),
              new GitRef.RemoteHead(),
              Remotes.SETTINGS);
      mirrors.add(mirror);
      assertThat(fetched(mirror.poll()).revision().refName()).isEqualTo("main");
      repository.commit(Map.of("a", "2"), "second");
      FetchOutcome.Fetched second = fetched(mirror.poll());
      assertThat(text(second.tree(), "a")).isEqualTo("2");
      assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
    }
  }

  @Test
  void everyWayToNameACommitWorks() {
    String first = repository.commit(Map.of("a", "1"), "first");
    String second = repository.commit(Map.of("a", "2"), "second");
    String third = repository.commit(Map.of("a", "3"), "third");
    repository.annotatedTag("v1.0.0", first);
    repository.tag("v1.1.0", second);
    repository.tag("v2.0.0-rc.1", third);
    repository.point("refs/pull/1/head", second);
    Map<GitRef, String> expected =
        Map.of(
            new GitRef.RemoteHead(),
            "main@sha1:" + third,
            MAIN,
            "main@sha1:" + third,
            new GitRef.Tag("v1.0.0"),
            "v1.0.0@sha1:" + first,
            new GitRef.Semver(">=1.0.0"),
            "v1.1.0@sha1:" + second,
            new GitRef.Semver(">=1.0.0-0"),
            "v2.0.0-rc.1@sha1:" + third,
            new GitRef.Semver("1.0.x"),
            "v1.0.0@sha1:" + first,
            new GitRef.FullName("refs/pull/1/head"),
            "pull/1/head@sha1:" + second,
            new GitRef.Commit(first),
            "sha1:" + first);
    expected.forEach(
        (ref, revision) ->
            assertThat(fetched(mirror(ref).poll()).revision()).as("%s", ref).hasToString(revision));
  }

  @Test
  void tagsOfEqualVersionsGoByTheTimeOfTheirCommits() {
    String older = repository.commit(Map.of("a", "1"), "older");
    String newer = repository.commit(Map.of("a", "2"), "newer");
    repository.tag("v1.0.0", newer);
    repository.tag("1.0.0", older);
    repository.tag("1.0.0+build", older);
    GitMirror mirror = mirror(new GitRef.Semver("*"));
    FetchOutcome.Fetched outcome = fetched(mirror.poll());
    assertThat(outcome.revision()).hasToString("v1.0.0@sha1:" + newer);
    int before = server.requests().size();
    assertThat(mirror.poll()).isInstanceOf(FetchOutcome.Unchanged.class);
    assertThat(server.requests()).hasSize(before + 2);
  }

  @Test
  void aTagThatMovesIsNoticed() {
    String first = repository.commit(Map.of("a", "1"), "first");
    repository.annotatedTag("v1", first);
    GitMirror mirror = mirror(new GitRef.Tag("v1"));
    fetched(mirror.poll());
    String other = repository.forcePush(Map.of("a", "2"), "other");
    repository.annotatedTag("v1", other);
    FetchOutcome.Fetched moved = fetched(mirror.poll());
    assertThat(moved.revision().commit()).isEqualTo(other);
    assertThat(mirror.historyRewritten(first, repository.head())).contains(true);
  }

  @Test
  void aPinnedCommitIsAskedForOnce() {
    String first = repository.commit(Map.of("a", "1"), "first");
    repository.commit(Map.of("a", "2"), "second");
    GitMirror mirror = mirror(new GitRef.Commit(first));
    fetched(mirror.poll());
    int before = server.requests().size();
    assertThat(mirror.poll()).isInstanceOf(FetchOutcome.Unchanged.class);
    assertThat(server.requests()).hasSize(before);
  }

  @ParameterizedTest(name = "{0} commits at once")
  @CsvSource({"1", "2", "30", "120"})
  void commitsOnTopAreNoRewrittenHistory(int commits) {
    String first = repository.commit(Map.of("a", "0"), "first");
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());
    for (int i = 1; i <= commits; i++) {
      repository.commit(Map.of("a", "" + i), "commit " + i);
    }
    FetchOutcome.Fetched outcome = fetched(mirror.poll());
    assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
    assertThat(text(outcome.tree(), "a")).isEqualTo("" + commits);
  }

  @Test
  void aForcedPushIsRewrittenHistory() {
    String first = repository.commit(Map.of("a", "1"), "first");
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());
    repository.forcePush(Map.of("a", "2"), "other");
    for (int i = 0; i < 60; i++) {
      repository.commit(Map.of("b", "" + i), "more");
    }
    fetched(mirror.poll());
    assertThat(mirror.historyRewritten(first, repository.head())).contains(true);
  }

  @Test
  void goingBackIsRewrittenHistoryAndNeedsNoFetch() {
    String first = repository.commit(Map.of("a", "1"), "first");
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());
    String second = repository.commit(Map.of("a", "2"), "second");
    fetched(mirror.poll());
    repository.point("refs/heads/main", first);
    FetchOutcome.Fetched outcome = fetched(mirror.poll());
    assertThat(outcome.revision().commit()).isEqualTo(first);
    int before = server.requests().size();
    assertThat(mirror.historyRewritten(second, repository.head())).contains(true);
    assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
    assertThat(server.requests()).hasSize(before);
  }

  private String firstOfSix() {
    String first = repository.commit(Map.of("a", "1"), "first");
    for (int i = 0; i < 5; i++) {
      repository.commit(Map.of("b", "" + i), "more");
    }
    return first;
  }

  @Test
  void aCommitLongBeforeTheNewestIsKnownAfterARestart() {
    String first = firstOfSix();
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());

    assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
  }

  @Test
  void aHistoryThatCannotBeReadIsNotRewrittenYet() {
    String first = firstOfSix();
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());
    server.close();

    assertThat(mirror.historyRewritten(first, repository.head())).isEmpty();
  }

  @Test
  void anOlderCommitIsReadAgainAfterARestart() {
    String first = repository.commit(Map.of("a", "1"), "first");
    repository.commit(Map.of("a", "2"), "second");
    GitMirror mirror = mirror(MAIN);
    fetched(mirror.poll());
    assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
    Optional<CommitTree> tree = mirror.tree(first);
    assertThat(tree).isPresent();
    assertThat(text(tree.orElseThrow(), "a")).isEqualTo("1");
    assertThat(mirror.tree("0123456789012345678901234567890123456789")).isEmpty();
  }

  @Test
  void treesHaveFoldersFilesAndWhatIsNeither() {
    String blob = repository.object(Constants.OBJ_BLOB, "hello".getBytes(StandardCharsets.UTF_8));
    String pointer =
        repository.object(
            Constants.OBJ_BLOB,
            "version https://git-lfs.github.com/spec/v1\noid sha256:x\nsize 1\n"
                .getBytes(StandardCharsets.UTF_8));
    TreeFormatter formatter = new TreeFormatter();
    formatter.append("big.yaml", FileMode.REGULAR_FILE, id(pointer));
    formatter.append("link.yaml", FileMode.SYMLINK, id(blob));
    formatter.append("run.sh", FileMode.EXECUTABLE_FILE, id(blob));
    formatter.append("vendor", FileMode.GITLINK, id(blob));
    String tree = repository.object(Constants.OBJ_TREE, formatter.toByteArray());
    repository.commitTree(tree);
    CommitTree found = fetched(mirror(MAIN).poll()).tree();
    assertThat(found.children(""))
        .containsExactly(
            new CommitTree.Entry("big.yaml", CommitTree.Type.FILE, pointer),
            new CommitTree.Entry("link.yaml", CommitTree.Type.SYMLINK, blob),
            new CommitTree.Entry("run.sh", CommitTree.Type.FILE, blob),
            new CommitTree.Entry("vendor", CommitTree.Type.SUBMODULE, blob));
    assertThat(found.entry("")).contains(new CommitTree.Entry("", CommitTree.Type.FOLDER, tree));
    assertThat(found.entry("nothing")).isEmpty();
    assertThat(found.children("run.sh")).isEmpty();
    assertThat(text(found, "run.sh")).isEqualTo("hello");
    assertUnreadable(found, "link.yaml", "link.yaml: symbolic link not allowed");
    assertUnreadable(found, "vendor", "vendor: Git submodules are not supported");
    assertUnreadable(found, "big.yaml", "big.yaml: is a Git LFS pointer; LFS is not supported");
    assertUnreadable(found, "", ": is a folder, not a file");
    assertUnreadable(found, "nothing", "nothing: no such file");
  }

  @Test
  void aLargeFileIsNotRead() {
    int limit = 3 * 1024 * 1024;
    repository.commit(Map.of("x.yaml", "x".repeat(limit + 1), "y.yaml", "y".repeat(limit)), "big");
    CommitTree tree = fetched(mirror(MAIN).poll()).tree();
    assertThat(tree.read("y.yaml", limit)).hasSize(limit);
    assertThatThrownBy(() -> tree.read("x.yaml", limit))
        .isInstanceOf(BuildException.class)
        .hasMessage("x.yaml: file larger than 3 MiB");
  }

  private static void assertUnreadable(CommitTree tree, String path, String message) {
    assertThatThrownBy(() -> tree.read(path, LIMIT))
        .isInstanceOf(BuildException.class)
        .hasMessage(message);
  }

  private static ObjectId id(String hex) {
    return ObjectId.fromString(hex);
  }
}
