package io.rolloutoperator.gitsync.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey.Kind;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyReaderTest {

  @TempDir private static Path folder;
  private static TestRepository repository;
  private static GitSshServer ssh;

  @BeforeAll
  static void makeSshKeys() {
    repository = TestRepository.create(folder.resolve("a.git"));
    ssh = GitSshServer.start(repository);
  }

  @AfterAll
  static void stop() {
    ssh.close();
    repository.close();
  }

  private static void assertProblem(Kind kind, Map<String, String> data, String problem) {
    assertThatThrownBy(() -> SigningKeys.signer(kind, data))
        .isInstanceOf(CredentialException.class)
        .hasNoCause()
        .hasMessage("Secret shop/signing: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "encrypted | key \"passphrase\" is missing, and the private key is encrypted",
        "expired   | the key in \"git.asc\" expired on 2026-01-31",
        "revoked   | the key in \"git.asc\" is revoked",
        "certify   | the key in \"git.asc\" cannot sign",
        "offline   | the key in \"git.asc\" has no secret part",
        "public    | key \"git.asc\" is a public key",
        "dsa2048   | the key in \"git.asc\" is of a kind that is not supported; use RSA, ECDSA or Ed25519",
      })
  void anOpenPgpKeyThatCannotSignIsToldInOneLine(String name, String problem) {
    assertProblem(Kind.GPG, Map.of("git.asc", SigningKeys.gpg(name)), problem);
  }

  @Test
  void aKeyThatIsMissingIsNamed() {
    assertProblem(Kind.GPG, Map.of("identity", "x"), "key \"git.asc\" is missing");
    assertProblem(Kind.GPG, Map.of("git.asc", "\n"), "key \"git.asc\" is missing");
    assertProblem(Kind.SSH, Map.of("git.asc", "x"), "key \"identity\" is missing");
  }

  @Test
  void aPassphraseMustBeTheRightOne() {
    assertProblem(
        Kind.GPG,
        Map.of("git.asc", SigningKeys.gpg("encrypted"), "passphrase", "wrong"),
        "key \"passphrase\" does not open the private key");
    assertProblem(
        Kind.SSH,
        Map.of("identity", ssh.identity("right"), "password", "wrong"),
        "key \"password\" does not open the private key");
    assertProblem(
        Kind.SSH,
        Map.of("identity", ssh.identity("right")),
        "key \"password\" is missing, and the private key is encrypted");
  }

  @Test
  void aKeyOfTheOtherTypeIsNone() {
    assertProblem(
        Kind.GPG,
        Map.of("git.asc", ssh.identity()),
        "key \"git.asc\" is not an armored private OpenPGP key");
    assertProblem(
        Kind.SSH,
        Map.of("identity", SigningKeys.gpg("ed25519")),
        "key \"identity\" is not a private key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n-----END PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----",
      })
  void textThatIsNoKeyIsToldAsSuch(String text) {
    assertProblem(
        Kind.GPG, Map.of("git.asc", text), "key \"git.asc\" is not an armored private OpenPGP key");
  }

  @Test
  void theEndOfAKeyIsKnown() {
    assertThat(
            SigningKeys.signer(Kind.GPG, Map.of("git.asc", SigningKeys.gpg("ed25519"))).expires())
        .isEmpty();
    CommitSigner signer =
        new SigningKeyReader("a/b", Map.of("git.asc", SigningKeys.gpg("expired")))
            .signer(Kind.GPG, Instant.parse("2026-01-30T00:00:00Z"));
    assertThat(signer.expires()).contains(Instant.parse("2026-01-31T00:00:00Z"));
  }

  @Test
  void theTextOfASignerShowsNothing() {
    assertThat(SigningKeys.signer(Kind.GPG, Map.of("git.asc", SigningKeys.gpg("rsa2048"))))
        .asString()
        .matches("[\\w.]+\\.PgpSigner@\\p{XDigit}+");
    assertThat(SigningKeys.signer(Kind.SSH, Map.of("identity", ssh.identity())))
        .asString()
        .matches("[\\w.]+\\.SshSigner@\\p{XDigit}+");
  }

  /** Whatever is changed in a key, it signs or is refused in one line without any of its text. */
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa2048", "nistp256", "revoked", "subkey"})
  void aDamagedKeyIsRefusedOrSigns(String name) {
    Random random = new Random(name.hashCode());
    String key = SigningKeys.gpg(name);
    int begin = key.indexOf("\n\n") + 2;
    for (int i = 0; i < 300; i++) {
      int at = begin + random.nextInt(key.length() - begin);
      char other = (char) ('A' + random.nextInt(26));
      String damaged = key.substring(0, at) + other + key.substring(at + 1);
      try {
        SigningKeys.signer(Kind.GPG, Map.of("git.asc", damaged));
      } catch (CredentialException e) {
        assertThat(e).hasMessageStartingWith("Secret shop/signing: ").hasNoCause();
        assertThat(e.getMessage()).hasSizeLessThan(120).doesNotContain("\n");
      }
    }
  }
}
