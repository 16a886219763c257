package io.rolloutoperator.gitsync.source.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.FetchOutcome;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as {@code ssh-keygen} makes them, for servers and clients. */
class SshKeyKindsTest {

  @TempDir private Path folder;

  @BeforeAll
  static void ed25519() {
    SshRuntime.install();
  }

  @ParameterizedTest
  @CsvSource({"RSA, 2048", "EC, 256", "EC, 521", "Ed25519, 255"})
  void serversAndClientsMayHaveIt(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    KeyPair host = generator.generateKeyPair();
    KeyPair client = generator.generateKeyPair();
    try (TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
        GitSshServer server = GitSshServer.start(repository, host, client)) {
      repository.commit(Map.of("a", "1"), "first");
      RepositoryUrl url = RepositoryUrl.parse(server.url(), PlainHttp.REFUSED);
      Map<String, byte[]> secret =
          Map.of(
              "identity", server.identity().getBytes(StandardCharsets.US_ASCII),
              "known_hosts", server.knownHosts().getBytes(StandardCharsets.US_ASCII));
      GitRemote remote =
          new GitRemote(
              url,
              new CredentialReader("shop/git", secret).credentials(url),
              Optional.empty(),
              Duration.ofSeconds(60));
      GitSettings settings = GitSettings.of(EgressPolicy.unrestricted());
      try (GitMirror mirror =
          new GitMirror(folder.resolve("mirror"), remote, new GitRef.RemoteHead(), settings)) {
        assertThat(mirror.poll()).isInstanceOf(FetchOutcome.Fetched.class);
      }
    }
  }
}
