package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitBackendServer;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commits before the newest one, as after a restart: of servers with their defaults, which give
 * what a ref points to, and what else they must.
 */
class OlderCommitsTest extends AgainstGitServer {

  private static final String UNKNOWN = "0123456789012345678901234567890123456789";

  @BeforeEach
  void giveRefsOnly() {
    repository.giveRefsOnly();
  }

  private GitMirror mirror(GitRemote remote, GitSettings settings) {
    return new GitMirror(folder.resolve("mirror"), remote, MAIN, settings);
  }

  private GitMirror mirror(GitRemote remote) {
    return mirror(remote, Remotes.SETTINGS);
  }

  private static GitRemote remote(GitSshServer ssh) {
    return Remotes.of(ssh.url(), new GitCredentials.Ssh(ssh.identity(), "", ssh.knownHosts()));
  }

  /** The first of so many and one. */
  private String first(int later) {
    String first = repository.commit(Map.of("a", "first"), "first");
    commits(later);
    return first;
  }

  private void commits(int count) {
    List<Map<String, String>> changes =
        IntStream.range(0, count).mapToObj(i -> Map.of("a", "later", "b", "" + i)).toList();
    repository.commitEach(changes, "later");
  }

  private static void assertFirst(GitMirror mirror, String commit) {
    assertThat(mirror.tree(commit).orElseThrow().read("a", 10))
        .isEqualTo("first".getBytes(StandardCharsets.UTF_8));
    assertThat(mirror.message(commit)).contains("first");
  }

  /** What a mirror does after a restart, and afterwards. */
  private void assertLooksBack(GitRemote remote, int later) {
    String first = first(later);
    try (GitMirror mirror = mirror(remote)) {
      fetched(mirror.poll());
      assertFirst(mirror, first);
      assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
      commits(70);
      fetched(mirror.poll());
      assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
      String other = repository.forcePush(Map.of("a", "other"), "other");
      assertThat(fetched(mirror.poll()).revision().commit()).isEqualTo(other);
      assertThat(mirror.historyRewritten(first, repository.head())).contains(true);
    }
  }

  @ParameterizedTest(name = "{0} commits ago")
  @ValueSource(ints = {1, 30, 120})
  void gitBehindAWebServerGivesThem(int later) {
    RequiredPrograms.check("git");
    try (GitBackendServer git = GitBackendServer.start(repository)) {
      assertLooksBack(Remotes.of(git.url()), later);
    }
  }

  @ParameterizedTest(name = "{0} commits ago")
  @ValueSource(ints = {1, 30, 120})
  void gitBehindAnOpenSshOfTheDefaultsHasThemInTheHistory(int later) {
    RequiredPrograms.check("git");
    try (GitSshServer ssh = GitSshServer.start(repository)) {
      ssh.serveByGit();
      assertLooksBack(remote(ssh), later);
    }
  }

  @ParameterizedTest(name = "{0} commits ago")
  @ValueSource(ints = {1, 30, 120})
  void aServerOfProtocolZeroHasThemInTheHistory(int later) {
    try (GitHttpServer old = GitHttpServer.of(repository).withoutVersionTwo().start()) {
      assertLooksBack(Remotes.of(old.url()), later);
    }
  }

  @Test
  void theHistoryIsLookedIntoBeforeItIsAskedWhetherItWasRewritten() {
    RequiredPrograms.check("git");
    String first = first(120);
    try (GitSshServer ssh = GitSshServer.start(repository)) {
      ssh.serveByGit();
      try (GitMirror mirror = mirror(remote(ssh))) {
        fetched(mirror.poll());
        assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
        assertFirst(mirror, first);
        repository.point("refs/heads/main", first);
        fetched(mirror.poll());
        commits(1);
        fetched(mirror.poll());
        assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
      }
    }
  }

  /** Git counts no commit of a tag with a message among what refs point to. */
  @Test
  void theHistoryOfATagIsLookedIntoByItsRef() {
    RequiredPrograms.check("git");
    String first = first(30);
    repository.annotatedTag("v1", repository.head());
    try (GitSshServer ssh = GitSshServer.start(repository)) {
      ssh.serveByGit();
      try (GitMirror mirror =
          new GitMirror(
              folder.resolve("mirror"), remote(ssh), new GitRef.Tag("v1"), Remotes.SETTINGS)) {
        String tagged = fetched(mirror.poll()).revision().commit();
        commits(1);
        assertThat(mirror.historyRewritten(first, tagged)).contains(false);
      }
    }
  }

  @Test
  void aCommitThatIsNotThereIsSearchedForOnce() {
    first(120);
    try (GitMirror mirror = mirror(Remotes.of(server.url()))) {
      fetched(mirror.poll());
      int before = server.requests().size();
      assertThat(mirror.tree(UNKNOWN)).isEmpty();
      int search = server.requests().size() - before;
      assertThat(mirror.tree(UNKNOWN)).isEmpty();
      int again = server.requests().size() - before - search;
      assertThat(again).as("requests for the id and the list of refs").isEqualTo(5);
      assertThat(search).isGreaterThan(again);
    }
  }

  @Test
  void aHistoryThatIsTooLargeIsFetchedOnce() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    String first = repository.commit(Map.of("a", "first"), "first");
    repository.commit(Map.of("a", new String(noise, StandardCharsets.ISO_8859_1)), "large");
    commits(10);
    try (GitHttpServer old = GitHttpServer.of(repository).withoutVersionTwo().start();
        GitMirror mirror =
            mirror(Remotes.of(old.url()), Remotes.limited(GitLimits.of(100_000, 100)))) {
      fetched(mirror.poll());
      assertThat(mirror.tree(UNKNOWN)).isEmpty();
      int before = old.requests().size();
      assertThat(mirror.tree(UNKNOWN)).isEmpty();
      assertThat(old.requests().size() - before).isLessThanOrEqualTo(4);
      commits(1);
      fetched(mirror.poll());
      assertFirst(mirror, first);
    }
  }

  @Test
  void aPinnedCommitHasNoHistoryToSearch() {
    first(1);
    int before = server.requests().size();
    assertRefused(poll(new GitRef.Commit(UNKNOWN)), "localhost refused the request");
    assertThat(server.requests()).hasSize(before + 3);
  }
}
