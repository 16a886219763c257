package io.rolloutoperator.gitsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitBackendServer;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked for and is not in the repository ends in one line for people. */
class MissingRefTest extends AgainstGitServer {

  @Test
  void aBranchThatIsNotThereIsNamed() {
    repository.commit("other", Map.of("a", "1"), "first");
    assertRefused(poll(MAIN), "ref refs/heads/main not found in the repository");
    assertRefused(poll(new GitRef.Tag("v1")), "ref refs/tags/v1 not found in the repository");
    assertRefused(
        poll(new GitRef.FullName("refs/pull/1/head")),
        "ref refs/pull/1/head not found in the repository");
    assertRefused(poll(new GitRef.RemoteHead()), "ref HEAD not found in the repository");
    repository.commit(Map.of("a", "1"), "first");
    assertRefused(poll(new GitRef.Branch("mai")), "ref refs/heads/mai not found in the repository");
  }

  @Test
  void anEmptyRepositoryIsNamed() {
    assertRefused(poll(MAIN), "repository has no commits");
    assertRefused(poll(new GitRef.RemoteHead()), "repository has no commits");
  }

  @Test
  void aRangeWithoutATagIsNamed() {
    repository.tag("v1.0.0", repository.commit(Map.of("a", "1"), "first"));
    assertRefused(poll(new GitRef.Semver(">=2.0.0")), "no tag matches semver range \">=2.0.0\"");
  }

  @Test
  void aNameThatIsNoneIsNotAskedFor() {
    assertRefused(poll(new GitRef.Branch("-x")), "ref \"-x\" is not a valid Git ref name");
    assertThat(server.requests()).isEmpty();
  }

  /** A server made of JGit breaks at a depth of what is no commit. */
  @Test
  void aRefMustBeACommit() {
    RequiredPrograms.check("git");
    repository.commit(Map.of("a", "1"), "first");
    repository.point("refs/tags/blob", repository.object(3, new byte[] {1}));
    GitRef blob = new GitRef.Tag("blob");
    try (GitBackendServer git = GitBackendServer.start(repository)) {
      assertRefused(
          poll(Remotes.of(git.url()), blob, Remotes.SETTINGS),
          "ref refs/tags/blob is not a commit");
    }
    assertRefused(poll(blob), "localhost refused the request");
  }
}
