package io.rolloutoperator.gitsync.source.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.source.remote.GitCredentials.Login;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.TestCertificates;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialReaderTest {

  private static final RepositoryUrl HTTPS =
      RepositoryUrl.parse("https://git.example.org/a", PlainHttp.REFUSED);
  private static final RepositoryUrl SSH =
      RepositoryUrl.parse("git@git.example.org:a", PlainHttp.REFUSED);
  private static final String HOST_KEY =
      "git.example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

  @Test
  void aNameAndAPasswordAreALogin() {
    assertThat(https(Map.of("username", "me", "password", "secret\n")))
        .isEqualTo(
            new GitCredentials.Https(
                Optional.of(new Login.Basic("me", "secret")), Optional.empty(), Optional.empty()));
  }

  @Test
  void aTokenIsALogin() {
    assertThat(https(Map.of("bearerToken", "secret")))
        .isEqualTo(
            new GitCredentials.Https(
                Optional.of(new Login.Bearer("secret")), Optional.empty(), Optional.empty()));
  }

  @Test
  void anAuthorityAloneIsEnoughForAPublicRepository() {
    String authority = new TestCertificates().authority();
    assertThat(https(Map.of("caFile", authority)))
        .isEqualTo(
            new GitCredentials.Https(
                Optional.empty(), Optional.of(authority.strip()), Optional.empty()));
  }

  @Test
  void theTextOfCredentialsShowsNothing() {
    assertThat(https(Map.of("username", "me", "password", "secret")).toString())
        .doesNotContain("secret");
    assertThat(new GitProxy("proxy", 3128, "me", "secret").toString()).isEqualTo("proxy:3128");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=x                        | key \"username\" is missing",
        "username=x                        | key \"password\" is missing",
        "other=x                           | key \"username\" is missing",
        "username=x,password=              | key \"password\" is missing",
        "username=x,password=y,bearerToken=z | set either \"username\" and \"password\" or \"bearerToken\"",
        "bearerToken=a b                   | key \"bearerToken\" has characters that a token cannot have",
        "ca.crt=x                          | key \"ca.crt\" is not a PEM certificate",
        "caFile=x                          | key \"caFile\" is not a PEM certificate",
        "tls.crt=x                         | key \"tls.key\" is missing",
        "tls.key=x                         | key \"tls.crt\" is missing",
        "tls.crt=x,tls.key=y               | key \"tls.crt\" is not a PEM certificate",
      })
  void whatIsWrongForHttpsIsNamed(String keys, String problem) {
    assertThatThrownBy(() -> https(data(keys)))
        .isInstanceOf(CredentialException.class)
        .hasMessage("Secret shop/git: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "known_hosts=x                     | key \"identity\" is missing",
        "identity=x                        | key \"known_hosts\" is missing",
        "identity=x,known_hosts=y          | key \"known_hosts\" has no host key",
      })
  void whatIsWrongForSshIsNamed(String keys, String problem) {
    assertThatThrownBy(() -> ssh(data(keys)))
        .isInstanceOf(CredentialException.class)
        .hasMessage("Secret shop/git: " + problem);
  }

  @Test
  void aPrivateKeyMustBeOne() {
    assertThatThrownBy(() -> ssh(Map.of("identity", "x", "known_hosts", HOST_KEY)))
        .hasMessage("Secret shop/git: key \"identity\" is not a private key");
  }

  @Test
  void anEncryptedKeyNeedsItsPassphrase(@TempDir Path folder) {
    try (TestRepository repository = TestRepository.create(folder.resolve("a.git"));
        GitSshServer server = GitSshServer.start(repository)) {
      String identity = server.identity("right");
      assertThatThrownBy(() -> ssh(Map.of("identity", identity, "known_hosts", HOST_KEY)))
          .hasMessage(
              "Secret shop/git: key \"password\" is missing, and the private key is encrypted");
      assertThatThrownBy(
              () -> ssh(Map.of("identity", identity, "known_hosts", HOST_KEY, "password", "wrong")))
          .hasMessage("Secret shop/git: key \"password\" does not open the private key");
      assertThat(ssh(Map.of("identity", identity, "known_hosts", HOST_KEY, "password", "right")))
          .isInstanceOf(GitCredentials.Ssh.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example.org:3128, proxy.example.org:3128",
    "http://proxy.example.org, proxy.example.org:80",
  })
  void aProxyIsRead(String address, String expected) {
    GitProxy proxy = reader(Map.of("address", address, "username", "me")).proxy();
    assertThat(proxy).hasToString(expected);
    assertThat(proxy.user()).isEqualTo("me");
  }

  @ParameterizedTest
  @CsvSource({
    "https://proxy.example.org:3128",
    "socks5://proxy.example.org",
    "http://me:secret@proxy.example.org",
    "proxy.example.org:3128",
    "http://a b",
  })
  void onlyHttpProxiesAreSupported(String address) {
    assertThatThrownBy(() -> reader(Map.of("address", address)).proxy())
        .hasMessage("Secret shop/git: key \"address\" is not of the form http://host:port");
  }

  private static GitCredentials https(Map<String, String> data) {
    return reader(data).credentials(HTTPS);
  }

  private static GitCredentials ssh(Map<String, String> data) {
    return reader(data).credentials(SSH);
  }

  private static CredentialReader reader(Map<String, String> data) {
    Map<String, byte[]> bytes = new HashMap<>();
    data.forEach((key, value) -> bytes.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return new CredentialReader("shop/git", bytes);
  }

  private static Map<String, String> data(String keys) {
    Map<String, String> data = new HashMap<>();
    for (String pair : keys.split(",", -1)) {
      int equals = pair.indexOf('=');
      data.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return data;
  }
}
