package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.remote.EgressPolicy;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir private Path folder;

  /** As 500 webhooks in a second wish it. */
  @Test
  void aBurstOfWishesOfTenUnitsIsOneLookASecond() {
    try (TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
        GitHttpServer server = GitHttpServer.of(repository).start();
        Sources sources = new Sources((_, _) -> {})) {
      repository.commit(Map.of("a.yaml", "a: 1"), "first");
      IntStream.range(0, 10).forEach(i -> follow(sources, unit(i), server.url()));
      await().until(() -> sources.state(unit(0)).orElseThrow() instanceof SourceState.At);
      int before = server.requests().size();
      repository.commit(Map.of("a.yaml", "a: 2"), "second");

      long begin = System.nanoTime();
      IntStream.range(0, 500).parallel().forEach(i -> sources.pollNow(unit(i % 10)));
      await().until(() -> isAt(sources, repository.head()));

      long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
      assertThat((long) server.requests().size() - before)
          .as("requests: at most two for a look and one for the commit")
          .isBetween(1L, 1 + 2 * (2 + seconds));
    }
  }

  private static boolean isAt(Sources sources, String commit) {
    return sources.state(unit(0)).orElseThrow() instanceof SourceState.At at
        && at.revision().commit().equals(commit);
  }

  private void follow(Sources sources, UnitId unit, String url) {
    GitRemote remote =
        new GitRemote(
            RepositoryUrl.parse(url, PlainHttp.ALLOWED),
            new GitCredentials.Anonymous(),
            Optional.empty(),
            Duration.ofSeconds(60));
    sources.follow(
        unit,
        Duration.ofHours(1),
        new Sources.Key(remote, new GitRef.Branch("main")),
        key ->
            new GitMirror(
                folder.resolve("mirror"),
                key.remote(),
                key.ref(),
                GitSettings.of(EgressPolicy.unrestricted())));
  }

  private static UnitId unit(int number) {
    return new UnitId("GitSync", "shop", "app-" + number);
  }
}
