package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.testkit.git.GitHttpServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that cannot leave out history. */
class NoShallowTest extends AgainstGitServer {

  private static final CommitRequest.Person OPERATOR =
      new CommitRequest.Person("operator", "operator@example.org");

  private GitHttpServer without(boolean versionTwo) {
    GitHttpServer.Builder builder = GitHttpServer.of(repository).withoutShallow();
    return (versionTwo ? builder : builder.withoutVersionTwo()).start();
  }

  private GitMirror mirror(GitHttpServer from) {
    return new GitMirror(folder.resolve("mirror"), Remotes.of(from.url()), MAIN, Remotes.SETTINGS);
  }

  private String commits(int count) {
    return repository.commitEach(
        IntStream.range(0, count).mapToObj(i -> Map.of("a", "" + i)).toList(), "commit");
  }

  @Test
  void aNewCopyAfterManyFetchesHasAllHistoryToo() {
    String first = commits(1);
    try (GitHttpServer all = without(true);
        GitMirror mirror =
            new GitMirror(
                Remotes.of(all.url()),
                MAIN,
                Remotes.SETTINGS,
                new Stores(
                    folder.resolve("renewed"),
                    GitLimits.defaults(),
                    new Upkeep(Upkeep.USUAL.packs(), 2)))) {
      for (int i = 0; i < 7; i++) {
        String next = commits(1);
        assertThat(fetched(mirror.poll()).revision().commit()).isEqualTo(next);
      }
      int before = all.requests().size();
      assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
      assertThat(mirror.tree(first)).isPresent();
      assertThat(all.requests()).hasSize(before);
    }
  }

  @ParameterizedTest(name = "protocol version 2: {0}")
  @ValueSource(booleans = {true, false})
  void allHistoryIsFetchedThen(boolean versionTwo) {
    repository.giveRefsOnly();
    String first = commits(1);
    commits(70);
    try (GitHttpServer all = without(versionTwo);
        GitMirror mirror = mirror(all)) {
      FetchOutcome.Fetched found = fetched(mirror.poll());
      assertThat(mirror.poll()).isEqualTo(new FetchOutcome.Unchanged(found.revision()));
      int before = all.requests().size();
      assertThat(mirror.tree(first)).isPresent();
      assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
      assertThat(all.requests()).as("the history is here").hasSize(before);
      String next = commits(2);
      assertThat(fetched(mirror.poll()).revision().commit()).isEqualTo(next);
      assertThat(found.tree().read("a", 2)).isEqualTo("69".getBytes(StandardCharsets.UTF_8));
      repository.forcePush(Map.of("a", "other"), "other");
      fetched(mirror.poll());
      assertThat(mirror.historyRewritten(first, repository.head())).contains(true);
    }
  }

  @Test
  void aPushNeedsNoLookBefore() {
    String base = commits(3);
    try (GitHttpServer all = without(true);
        GitMirror mirror = mirror(all)) {
      GitPush push = new GitPush(mirror, Remotes.of(all.url()), Optional.empty());
      push.push(
          CommitRequest.onTopOf(
              "main",
              base,
              Map.of("a", Optional.of("new".getBytes(StandardCharsets.UTF_8))),
              OPERATOR,
              Instant.EPOCH,
              "new"));
      assertThat(repository.read(repository.head(), "a")).isEqualTo("new");
    }
  }

  /** Behind one address there may be several kinds of servers, or one after another. */
  @Test
  void aCopyThatWasFetchedWithoutHistoryMakesWay() {
    commits(5);
    try (GitMirror mirror = mirror(server)) {
      fetched(mirror.poll());
      int port = server.port();
      server.close();
      String next = commits(3);
      try (GitHttpServer _ = GitHttpServer.of(repository).withoutShallow().port(port).start()) {
        assertThat(fetched(mirror.poll()).revision().commit()).isEqualTo(next);
      }
    }
  }

  @Test
  void theHistoryCountsForTheLimit() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    repository.commit(Map.of("a", new String(noise, StandardCharsets.ISO_8859_1)), "large");
    commits(1);
    GitLimits limits = GitLimits.of(100_000, 100);
    fetched(poll(Remotes.of(server.url()), MAIN, Remotes.limited(limits)));
    try (GitHttpServer all = without(true)) {
      assertRefused(
          poll(Remotes.of(all.url()), MAIN, Remotes.limited(limits)),
          "repository is larger than 100 kB;"
              + " localhost knows no shallow fetch, so all history is fetched");
    }
  }
}
