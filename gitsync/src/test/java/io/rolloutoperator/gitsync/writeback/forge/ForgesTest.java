package io.rolloutoperator.gitsync.writeback.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgesTest {

  private static final PullRequest REQUEST =
      new PullRequest("rollback/shop-my-app-1a2b3c4", "main", "Roll back shop/my-app", "body");
  private static final Forges FORGES =
      new Forges(
          new ForgeHttp(
              new OkHttpClient(),
              (_, _) -> Optional.of("test"),
              Duration.ofSeconds(1),
              InstantSource.system()));

  @ParameterizedTest
  @CsvSource({
    "https://github.com/myorg/config, generic, https://api.github.com/repos/myorg/config/pulls",
    "git@github.com:myorg/config.git, github, https://api.github.com/repos/myorg/config/pulls",
    "ssh://git@ssh.github.com:443/myorg/config.git, github, https://api.github.com/repos/myorg/config/pulls",
    "https://ghe.example.org/myorg/config.git, github, https://ghe.example.org/api/v3/repos/myorg/config/pulls",
    "https://gitlab.com/group/sub/config, generic, https://gitlab.com/api/v4/projects/group%2Fsub%2Fconfig/merge_requests",
    "ssh://git@gitlab.example.org:2222/group/config, gitlab, https://gitlab.example.org/api/v4/projects/group%2Fconfig/merge_requests",
    "https://gitlab.example.org:8443/group/config/, gitlab, https://gitlab.example.org:8443/api/v4/projects/group%2Fconfig/merge_requests",
    "https://codeberg.org/myorg/config, generic, https://codeberg.org/api/v1/repos/myorg/config/pulls",
    "https://gitea.example.org/myorg/config, gitea, https://gitea.example.org/api/v1/repos/myorg/config/pulls"
  })
  void theApiFollowsFromTheRepository(String gitUrl, String provider, String api) {
    assertThat(choose(gitUrl, provider, "", token()))
        .isInstanceOfSatisfying(
            Forges.Choice.Found.class,
            found ->
                assertThat(found.sink())
                    .isInstanceOfSatisfying(
                        ApiSink.class,
                        sink ->
                            assertThat(
                                    sink.api()
                                        .create(REQUEST, new ForgeToken("x"))
                                        .url()
                                        .toString())
                                .isEqualTo(api)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ghe.example.org/api/v3",
        "https://user:pass@ghe.example.org/api/v3",
        "https://ghe.example.org/api/v3?x=y",
        "ghe.example.org"
      })
  void anApiMustBeAPlainHttpsUrl(String apiUrl) {
    assertThat(choose("https://ghe.example.org/a/b", "github", apiUrl, token()))
        .isEqualTo(
            new Forges.Choice.None(
                "spec.writeBack.apiURL: must be an https:// URL without credentials and query"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://git.example.org/a/b|generic|spec.writeBack.provider: pull requests need github, gitlab or gitea",
        "https://git.example.org/config|github|spec.repo.url: has no owner and name that a forge would know",
        "file:///srv/git/a/b|github|spec.repo.url: has no owner and name that a forge would know"
      })
  void whatHasNoApiSaysSo(String gitUrl, String provider, String message) {
    assertThat(choose(gitUrl, provider, "", token())).isEqualTo(new Forges.Choice.None(message));
  }

  @Test
  void anSshKeyOpensNoPullRequests() {
    assertThat(choose("git@github.com:myorg/config.git", "github", "", Optional.empty()))
        .isEqualTo(
            new Forges.Choice.None(
                "Secret git-write has no token for the API of github.com: add bearerToken, or username and password"));
  }

  @Test
  void withAnSshKeyGitLabIsAskedByPushOptions() {
    ForgeSink sink = byKey();
    assertThat(sink.pushOptions(REQUEST))
        .isEqualTo(
            List.of(
                "merge_request.create",
                "merge_request.target=main",
                "merge_request.title=Roll back shop/my-app"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\nView merge request for x:\n  https://gitlab.example.org/group/sub/config/-/merge_requests/17\n'|https://gitlab.example.org/group/sub/config/-/merge_requests/17",
        "'To create a merge request for x, visit:\n  https://gitlab.example.org/group/sub/config/-/merge_requests/new?merge_request%5Bsource_branch%5D=x'|LIST",
        "'https://evil.example.org/group/sub/config/-/merge_requests/17'|LIST",
        "''|LIST"
      })
  void thePageOfAMergeRequestIsReadFromTheServersWords(String text, String page) {
    String list =
        "https://gitlab.example.org/group/sub/config/-/merge_requests"
            + "?state=all&source_branch=rollback%2Fshop-my-app-1a2b3c4";
    assertThat(byKey().open(REQUEST, text))
        .isEqualTo(new ForgeOutcome.Open(page.equals("LIST") ? list : page));
  }

  @Test
  void aTokenIsTakenFromTheCredential() {
    assertThat(ForgeToken.of(Map.of("username", "x", "password", " t\n")).map(ForgeToken::value))
        .contains("t");
    assertThat(ForgeToken.of(Map.of("bearerToken", "t", "identity", "k")).map(ForgeToken::value))
        .contains("t");
    assertThat(ForgeToken.of(Map.of("identity", "k", "password", "of the key"))).isEmpty();
    assertThat(ForgeToken.of(Map.of("password", ""))).isEmpty();
  }

  private static ForgeSink byKey() {
    return ((Forges.Choice.Found)
            choose("git@gitlab.example.org:group/sub/config.git", "gitlab", "", Optional.empty()))
        .sink();
  }

  private static Forges.Choice choose(
      String gitUrl, String provider, String apiUrl, Optional<ForgeToken> token) {
    return FORGES.choose(
        gitUrl,
        new WriteBack("git-write", provider, apiUrl, "a", "a@b", 4, Optional.empty()),
        token);
  }

  private static Optional<ForgeToken> token() {
    return Optional.of(new ForgeToken("t0ken"));
  }
}
