package io.rolloutoperator.gitsync.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-x", "a..b", "a@{b", "a b", "", "a~b", "a^b", "a:b", "a.lock", "/a", "a//b", "a\\b"
      })
  void aNameThatGitDoesNotTakeIsRefused(String name) {
    String message = "ref \"" + name + "\" is not a valid Git ref name";
    assertThat(RefNames.problem(new GitRef.Branch(name))).contains(message);
    assertThat(RefNames.problem(new GitRef.Tag(name))).contains(message);
  }

  @Test
  void controlCharactersDoNotReachTheMessage() {
    assertThat(RefNames.problem(new GitRef.Branch("a\nb")))
        .contains("ref \"a?b\" is not a valid Git ref name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "feature/x", "release-1.2", "a.b", "x@y", "ä"})
  void aNameThatGitTakesIsFine(String name) {
    assertThat(RefNames.problem(new GitRef.Branch(name))).isEmpty();
  }

  @Test
  void theOtherWaysToNameACommitAreChecked() {
    assertThat(RefNames.problem(new GitRef.FullName("main"))).isPresent();
    assertThat(RefNames.problem(new GitRef.FullName("refs/a..b")))
        .contains("ref \"refs/a..b\" is not a valid Git ref name");
    assertThat(RefNames.problem(new GitRef.FullName("refs/pull/1/head"))).isEmpty();
    assertThat(RefNames.problem(new GitRef.Semver("latest")))
        .contains("\"latest\" is not a semver range");
    assertThat(RefNames.problem(new GitRef.Commit("abc")))
        .contains("spec.repo.ref.commit: must be 40 hexadecimal digits");
  }
}
