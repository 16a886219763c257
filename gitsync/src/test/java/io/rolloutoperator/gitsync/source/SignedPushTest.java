package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.signing.CommitSigner;
import io.rolloutoperator.gitsync.signing.SigningKeyReader;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey.Kind;
import io.rolloutoperator.testkit.git.CommitVerifier;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed commits as the real git judges them. */
class SignedPushTest {

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;
  private GitMirror mirror;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    repository.commit(Map.of("a.yaml", "a: 1"), "first");
    server = GitHttpServer.of(repository).start();
    mirror =
        new GitMirror(
            folder.resolve("mirror"),
            Remotes.of(server.url()),
            new GitRef.Branch("main"),
            Remotes.SETTINGS);
    fetched(mirror.poll());
  }

  @AfterEach
  void stop() {
    mirror.close();
    server.close();
    repository.close();
  }

  private PushOutcome push(CommitSigner signer) {
    CommitRequest request =
        CommitRequest.onTopOf(
            "main",
            repository.head(),
            Map.of("a.yaml", Optional.of("a: 2".getBytes(StandardCharsets.UTF_8))),
            new CommitRequest.Person("Rollout Operator", "operator@example.org"),
            Instant.now(),
            "Roll back ünïcode\n\nTrailer: 1\n");
    return new GitPush(mirror, Remotes.of(server.url()), Optional.of(signer)).push(request);
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, ''",
    "ed25519, only for tests",
    "ecdsa, ''",
    "rsa, only for tests",
  })
  void gitTakesACommitThatIsSignedWithAnSshKey(String type, String password) {
    RequiredPrograms.check(CommitVerifier.programs());
    try (CommitVerifier git = CommitVerifier.open()) {
      Map<String, String> secret =
          Map.of("identity", git.sshKey(type, password), "password", password);
      assertVerified(git, Kind.SSH, secret, "Good \"git\" signature for operator@example.org");
    }
  }

  @Test
  void gitTakesACommitThatIsSignedWithAnOpenPgpKey() {
    RequiredPrograms.check(CommitVerifier.programs());
    try (CommitVerifier git = CommitVerifier.open()) {
      Map<String, String> secret =
          Map.of("git.asc", git.gpgKey("only for tests"), "passphrase", "only for tests");
      assertVerified(git, Kind.GPG, secret, "Good signature from \"key1 <1.operator@example.org>");
    }
  }

  private void assertVerified(
      CommitVerifier git, Kind kind, Map<String, String> secret, String words) {
    SigningKeyReader reader = new SigningKeyReader("shop/signing", secret);
    assertThat(push(reader.signer(kind, Instant.now()))).isInstanceOf(PushOutcome.Pushed.class);
    CommitVerifier.Verdict verdict = git.commit(folder.resolve("repo.git"), repository.head());
    assertThat(verdict.text()).contains(words);
    assertThat(verdict.isGood()).isTrue();
  }

  @Test
  void nothingIsPushedUnsigned() {
    String head = repository.head();
    int asked = server.requests().size();
    assertThat(push(new Broken()))
        .isEqualTo(
            new PushOutcome.Failed(
                "the commit cannot be signed: the signing key does not work", false));
    assertThat(repository.head()).isEqualTo(head);
    assertThat(server.requests()).as("nobody was asked").hasSize(asked);
  }

  private static final class Broken implements CommitSigner {
    @Override
    public byte[] sign(byte[] commit, Instant at) throws GeneralSecurityException {
      throw new SignatureException("the secret is 42");
    }

    @Override
    public Optional<Instant> expires() {
      return Optional.empty();
    }
  }
}
