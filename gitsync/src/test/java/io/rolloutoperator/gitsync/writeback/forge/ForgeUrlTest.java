package io.rolloutoperator.gitsync.writeback.forge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/myorg/config, '', https://github.com/myorg/config/commit/1a2b",
    "https://github.com/myorg/config.git/, generic, https://github.com/myorg/config/commit/1a2b",
    "git@github.com:myorg/config.git, github, https://github.com/myorg/config/commit/1a2b",
    "https://ghe.example.org:8443/myorg/config, github, https://ghe.example.org:8443/myorg/config/commit/1a2b",
    "https://gitlab.com/a/b/c.git, '', https://gitlab.com/a/b/c/-/commit/1a2b",
    "ssh://git@altssh.gitlab.com:443/a/b.git, gitlab, https://gitlab.com/a/b/-/commit/1a2b",
    "ssh://git@git.example.org:2222/a/b.git, gitea, https://git.example.org/a/b/commit/1a2b",
    "http://git.example.org:3000/a/b, gitea, http://git.example.org:3000/a/b/commit/1a2b",
    "https://github.com/myorg/a%20b, '', https://github.com/myorg/a%20b/commit/1a2b",
    "https://git.example.org/a/b, generic, ''",
    "file:///srv/git/a/b, github, ''",
    "/srv/git/a, github, ''",
    "'', github, ''"
  })
  void aCommitHasAPageWhereTheForgeIsKnown(String gitUrl, String provider, String page) {
    assertThat(ForgeUrl.of(gitUrl, provider).commit("1a2b")).isEqualTo(page);
  }
}
