package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository behind a server that behaves as it is told. */
abstract class AgainstGitServer {

  static final GitRef MAIN = new GitRef.Branch("main");

  @TempDir Path folder;
  TestRepository repository;
  GitHttpServer server;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    server = GitHttpServer.of(repository).start();
  }

  @AfterEach
  void stop() {
    server.close();
    repository.close();
  }

  FetchOutcome poll(GitRemote remote, GitRef ref, GitSettings settings) {
    try (GitMirror mirror = new GitMirror(folder.resolve("mirror"), remote, ref, settings)) {
      return mirror.poll();
    }
  }

  FetchOutcome poll(GitRef ref) {
    return poll(Remotes.of(server.url()), ref, Remotes.SETTINGS);
  }

  static void assertRefused(FetchOutcome outcome, String message) {
    assertThat(failed(outcome)).isEqualTo(new FetchOutcome.Failed(message, false));
  }
}
