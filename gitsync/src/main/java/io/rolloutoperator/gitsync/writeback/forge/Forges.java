package io.rolloutoperator.gitsync.writeback.forge;

import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Finds out where a unit's requests to merge go. */
public final class Forges {

  private final ForgeHttp http;

  public Forges(ForgeHttp http) {
    this.http = http;
  }

  /** The answer. */
  public sealed interface Choice {
    record Found(ForgeSink sink) implements Choice {}

    /**
     * There is no way to open requests.
     *
     * @param message one line for people that says what to change
     */
    record None(String message) implements Choice {}
  }

  /**
   * Chooses by {@code spec.writeBack}.
   *
   * @param gitUrl as in {@code spec.repo.url}
   * @param token of the write credential, if it has one
   */
  public Choice choose(String gitUrl, WriteBack writeBack, Optional<ForgeToken> token) {
    Optional<ForgeRepository> repository = ForgeRepository.of(gitUrl);
    if (repository.isEmpty()) {
      return new Choice.None("spec.repo.url: has no owner and name that a forge would know");
    }
    ForgeKind kind = ForgeKind.of(writeBack.provider(), repository.get());
    if (kind == ForgeKind.GENERIC) {
      return new Choice.None("spec.writeBack.provider: pull requests need github, gitlab or gitea");
    }
    return token
        .map(t -> byApi(repository.get(), kind, writeBack.apiUrl(), t))
        .orElseGet(() -> withoutToken(repository.get(), kind, writeBack.secret()));
  }

  private Choice byApi(
      ForgeRepository repository, ForgeKind kind, String apiUrl, ForgeToken token) {
    Optional<HttpUrl> given = Optional.ofNullable(HttpUrl.parse(apiUrl));
    if (!apiUrl.isEmpty() && !given.map(Forges::isPlainHttps).orElse(false)) {
      return new Choice.None(
          "spec.writeBack.apiURL: must be an https:// URL without credentials and query");
    }
    return new Choice.Found(
        new ApiSink(api(kind, repository, given), http, token, repository.fullName()));
  }

  private static boolean isPlainHttps(HttpUrl url) {
    return url.isHttps()
        && url.username().isEmpty()
        && url.password().isEmpty()
        && url.querySize() == 0;
  }

  private static ForgeApi api(ForgeKind kind, ForgeRepository repository, Optional<HttpUrl> given) {
    return switch (kind) {
      case GITHUB ->
          new GitHubForge(repository, given.orElseGet(() -> GitHubForge.defaultApi(repository)));
      case GITLAB ->
          new GitLabForge(repository, given.orElseGet(() -> GitLabForge.defaultApi(repository)));
      case GITEA ->
          new GiteaForge(repository, given.orElseGet(() -> GiteaForge.defaultApi(repository)));
      case GENERIC -> throw new IllegalArgumentException("plain Git has no API");
    };
  }

  private static Choice withoutToken(ForgeRepository repository, ForgeKind kind, String secret) {
    return kind == ForgeKind.GITLAB
        ? new Choice.Found(new GitLabPushOptions(repository))
        : new Choice.None(
            "Secret "
                + secret
                + " has no token for the API of "
                + repository.authority()
                + ": add bearerToken, or username and password");
  }
}
