package io.rolloutoperator.gitsync.source.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.source.remote.RepositoryUrl.PlainHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://git.example.org/a/b.git,       https,  '',   git.example.org, 443,  /a/b.git",
    "HTTPS://Git.Example.org:8443/a,        https,  '',   git.example.org, 8443, /a",
    "http://git.example.org/a,              http,   '',   git.example.org, 80,   /a",
    "ssh://git.example.org/a,               ssh,    git,  git.example.org, 22,   /a",
    "ssh://deploy@git.example.org:2222/a/b, ssh,    deploy, git.example.org, 2222, /a/b",
    "git@git.example.org:a/b.git,           ssh,    git,  git.example.org, 22,   a/b.git",
    "https://[2001:db8::1]:8443/a,          https,  '',   [2001:db8::1],   8443, /a",
  })
  void anAddressIsRead(
      String text, String scheme, String user, String host, int port, String path) {
    assertThat(RepositoryUrl.parse(text, PlainHttp.ALLOWED))
        .isEqualTo(new RepositoryUrl(scheme, user, host, port, path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ext::sh -c id                | repository URL not allowed: it must be at most 2048 printable ASCII characters",
        "ext::sh                      | repository URL not allowed: scheme \"ext\"",
        "ext://x                      | repository URL not allowed: scheme \"ext\"",
        "file:///etc                  | repository URL not allowed: scheme \"file\"",
        "git://git.example.org/a      | repository URL not allowed: scheme \"git\"",
        "amazon-s3://bucket/a         | repository URL not allowed: scheme \"amazon-s3\"",
        "http://git.example.org/a     | repository URL not allowed: scheme \"http\"",
        "/var/lib/git                 | repository URL not allowed: no scheme",
        "git.example.org:a            | repository URL not allowed: scheme \"git.example.org\"",
        "https://u:p@git.example.org/ | credentials in the URL are not allowed; use secretRef",
        "https://u@git.example.org/   | credentials in the URL are not allowed; use secretRef",
        "ssh://u:p@git.example.org/   | credentials in the URL are not allowed; use secretRef",
        "https://git.example.org/a?b  | repository URL not allowed: it has a query or a fragment",
        "ssh://-oProxyCommand=x/a     | repository URL not allowed: host \"-oProxyCommand=x\"",
        "https://git.example.org:0/a  | repository URL not allowed: port",
        "https://git.example.org:99999/a | repository URL not allowed: port",
        "https:///a                   | repository URL not allowed: host \"\"",
        "git@git.example.org:         | repository URL not allowed: no path",
      })
  void whatIsNotAllowedIsNamed(String text, String message) {
    assertThatThrownBy(() -> RepositoryUrl.parse(text, PlainHttp.REFUSED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
