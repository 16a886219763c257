package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.source.remote.EgressPolicy;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedSourceTest {

  /** More than a local copy keeps before it is tidied. */
  private static final int REWRITTEN = 20;

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;
  private FollowedSource source;
  private Revision applied;

  @BeforeEach
  void followAnOldCommit() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    server = GitHttpServer.of(repository).start();
    source = new FollowedSource(mirror());
    applied = new Revision("main", repository.commit(Map.of("a", "1"), "applied before a restart"));
    for (int i = 0; i < 5; i++) {
      repository.commit(Map.of("b", "" + i), "later");
    }
    assertThat(source.poll()).isTrue();
  }

  @AfterEach
  void stop() {
    source.close();
    server.close();
    repository.close();
  }

  private GitMirror mirror() {
    GitRemote remote =
        new GitRemote(
            RepositoryUrl.parse(server.url(), PlainHttp.ALLOWED),
            new GitCredentials.Anonymous(),
            Optional.empty(),
            Duration.ofSeconds(60));
    return new GitMirror(
        folder.resolve("mirror"),
        remote,
        new GitRef.Branch("main"),
        GitSettings.of(EgressPolicy.unrestricted()));
  }

  private boolean isRewritten() {
    return source.rewrittenSince(applied, new Revision("main", repository.head()));
  }

  @Test
  void aHistoryThatCouldNotBeReadCountsAsRewrittenAndIsAskedForAgain() {
    server.behave(new GitBehaviour.Status(500));
    assertThat(isRewritten()).isTrue();
    int before = server.requests().size();
    assertThat(isRewritten()).isTrue();
    assertThat(server.requests()).hasSizeGreaterThan(before);

    server.behave(new GitBehaviour.Normal());

    assertThat(isRewritten()).isFalse();
  }

  @Test
  void aHistoryThatWasReadIsNotAskedForAgain() {
    assertThat(isRewritten()).isFalse();
    int before = server.requests().size();
    server.behave(new GitBehaviour.Status(500));

    assertThat(isRewritten()).isFalse();

    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void aHistoryIsJudgedAnewAfterAnotherCommit() {
    assertThat(isRewritten()).isFalse();
    repository.forcePush(Map.of("a", "2"), "another history");
    assertThat(source.poll()).isTrue();

    assertThat(isRewritten()).isTrue();
  }

  @Test
  void theCommitThatWasAppliedNeedsNoHistory() {
    int before = server.requests().size();
    assertThat(source.rewrittenSince(applied, applied)).isFalse();
    assertThat(server.requests()).hasSize(before);
  }

  /** Of a server that gives only what a ref points to. */
  @Test
  void aCommitThatAUnitMayGoBackToOutlastsItsRef() {
    UnitId unit = new UnitId("GitSync", "shop", "web");
    source.follow(unit, Duration.ofMinutes(1));
    repository.giveRefsOnly();
    String kept = repository.head();
    source.keep(unit, new Revision("main", kept));
    String notKept = rewritten(0);
    rewritten(1);
    System.gc(); // a tree that nobody reads any more is in use until then
    for (int i = 2; i < REWRITTEN; i++) {
      rewritten(i);
    }

    assertThat(source.mirror().tree(kept)).isPresent();
    assertThat(source.mirror().tree(notKept)).isEmpty();
  }

  private String rewritten(int number) {
    String commit = repository.forcePush(Map.of("b", "rewritten " + number), "rewritten");
    assertThat(source.poll()).isTrue();
    return commit;
  }
}
