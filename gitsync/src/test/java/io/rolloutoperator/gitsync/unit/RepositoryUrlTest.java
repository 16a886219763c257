package io.rolloutoperator.gitsync.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://git.example.org/a/b.git,       https,  '',   git.example.org, 443,  /a/b.git",
    "https://Git.Example.org:8443/a,        https,  '',   git.example.org, 8443, /a",
    "https://git.example.org/a@b:c,         https,  '',   git.example.org, 443,  /a@b:c",
    "http://git.example.org/a,              http,   '',   git.example.org, 80,   /a",
    "ssh://git.example.org/a,               ssh,    git,  git.example.org, 22,   /a",
    "ssh://deploy@git.example.org:2222/a/b, ssh,    deploy, git.example.org, 2222, /a/b",
    "git@git.example.org:a/b.git,           ssh,    git,  git.example.org, 22,   a/b.git",
    "git@git_1.example.org:a@b,             ssh,    git,  git_1.example.org, 22, a@b",
    "https://[2001:db8::1]:8443/a,          https,  '',   [2001:db8::1],   8443, /a",
  })
  void anAddressIsRead(
      String text, String scheme, String user, String host, int port, String path) {
    assertThat(RepositoryUrl.parse(text, PlainHttp.ALLOWED))
        .isEqualTo(new RepositoryUrl(scheme, user, host, port, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example.org/a",
        "https://git.example.org:8443/a",
        "ssh://deploy@git.example.org:2222/a",
        "git@git.example.org:a",
      })
  void anAddressIsToldAsItIsWritten(String text) {
    assertThat(RepositoryUrl.parse(text, PlainHttp.REFUSED)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'ext::sh -c id',                      ext",
    "ext://x,                              ext",
    "file:///etc,                          file",
    "git://git.example.org/a,              git",
    "amazon-s3://bucket/a,                 amazon-s3",
    "http://git.example.org/a,             http",
    "HTTPS://git.example.org/a,            HTTPS",
    "abcdefghijklmnopqrstuvwxyz://a,       abcdefghijklmnopqrst",
  })
  void anotherSchemeIsNamed(String text, String scheme) {
    assertThat(RepositoryUrl.read(text, PlainHttp.REFUSED))
        .isEqualTo(new Reading.OtherScheme(scheme));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:secret@git.example.org/a",
        "https://token@git.example.org/a",
        "http://token@git.example.org/a",
        "ssh://git:secret@git.example.org/a",
        "git:secret@git.example.org:a",
      })
  void credentialsAreSeenWhateverTheForm(String text) {
    assertThat(RepositoryUrl.read(text, PlainHttp.REFUSED))
        .isEqualTo(new Reading.WithCredentials());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/var/lib/git",
        "../repo",
        "git.example.org:a",
        "https://",
        "https:///a",
        "https://:443/a",
        "https://git.example.org/a b",
        "https://git.example.org/\u00e4",
        "ssh://-oProxyCommand=id/a",
        "ssh://git@-oProxyCommand=id/a",
        "ssh://-x@git.example.org/a",
        "git@-oProxyCommand=id:a",
        "-git@git.example.org:a",
        "git@git.example.org:",
        "git@:a",
        "a/b@git.example.org:a",
      })
  void anotherFormIsMalformed(String text) {
    assertThat(RepositoryUrl.read(text, PlainHttp.ALLOWED)).isEqualTo(new Reading.Malformed());
  }

  @Test
  void aTextThatIsTooLongIsMalformed() {
    String longest = "https://git.example.org/" + "a".repeat(2048 - 24);
    assertThat(RepositoryUrl.read(longest, PlainHttp.REFUSED)).isInstanceOf(Reading.Valid.class);
    assertThat(RepositoryUrl.read(longest + "a", PlainHttp.REFUSED))
        .isEqualTo(new Reading.Malformed());
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.org/a?b,     a query or a fragment is not allowed",
    "https://git.example.org/a#b,     a query or a fragment is not allowed",
    "https://git.example.org:0/a,     the port must be between 1 and 65535",
    "https://git.example.org:65536/a, the port must be between 1 and 65535",
    "https://git.example.org:/a,      the port must be between 1 and 65535",
    "ssh://git.example.org:x/a,       the port must be between 1 and 65535",
  })
  void aFlawIsNamed(String text, String flaw) {
    assertThat(RepositoryUrl.read(text, PlainHttp.REFUSED)).isEqualTo(new Reading.Flawed(flaw));
  }

  @Test
  void whatIsKnownToBeValidMustBe() {
    assertThatThrownBy(() -> RepositoryUrl.parse("ext::sh", PlainHttp.ALLOWED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("repository URL not allowed");
  }
}
