package io.rolloutoperator.gitsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.EgressPolicy;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.Login;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.source.remote.GitTraffic;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import java.time.Duration;
import java.util.Optional;

/** Servers on loopback, as mirrors see them. */
final class Remotes {

  static final GitSettings SETTINGS = GitSettings.of(EgressPolicy.unrestricted());

  private Remotes() {}

  static GitRemote of(String url) {
    return of(url, new GitCredentials.Anonymous());
  }

  static GitRemote of(String url, GitCredentials credentials) {
    return of(url, credentials, Duration.ofSeconds(60));
  }

  static GitRemote of(String url, GitCredentials credentials, Duration timeout) {
    return new GitRemote(
        RepositoryUrl.parse(url, PlainHttp.ALLOWED), credentials, Optional.empty(), timeout);
  }

  static GitCredentials trusting(String authority) {
    return new GitCredentials.Https(Optional.empty(), Optional.of(authority), Optional.empty());
  }

  static GitCredentials login(Login login) {
    return new GitCredentials.Https(Optional.of(login), Optional.empty(), Optional.empty());
  }

  static GitSettings limited(GitLimits limits) {
    return new GitSettings(limits, EgressPolicy.unrestricted(), GitTraffic.ignored());
  }

  static FetchOutcome.Fetched fetched(FetchOutcome outcome) {
    assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
    return (FetchOutcome.Fetched) outcome;
  }

  static FetchOutcome.Failed failed(FetchOutcome outcome) {
    assertThat(outcome).isInstanceOf(FetchOutcome.Failed.class);
    return (FetchOutcome.Failed) outcome;
  }
}
