package io.rolloutoperator.gitsync.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey.Kind;
import io.rolloutoperator.testkit.git.CommitVerifier;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures as the real gpg judges them. */
class OpenPgpSignatureTest {

  private static final byte[] COMMIT = "tree 1\n\nmessage\n".getBytes(StandardCharsets.US_ASCII);

  private static CommitVerifier gpg;

  @BeforeAll
  static void start() {
    RequiredPrograms.check(CommitVerifier.programs());
    gpg = CommitVerifier.open();
  }

  @AfterAll
  static void stop() {
    if (gpg != null) {
      gpg.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa2048", "nistp256", "nistp384", "nistp521", "subkey"})
  void gpgTakesTheSignatureOfAKeyOfEachKind(String name) throws GeneralSecurityException {
    String key = SigningKeys.gpg(name);
    gpg.trustGpg(key);
    CommitSigner signer = SigningKeys.signer(Kind.GPG, Map.of("git.asc", key));
    byte[] signature = signer.sign(COMMIT, SigningKeys.NOW);

    CommitVerifier.Verdict verdict = gpg.gpgSignature(signature, COMMIT);
    assertThat(verdict.isGood()).as(verdict.text()).isTrue();
    assertThat(verdict.text()).contains("Signature made Wed Mar  4 05:06:07 2026", name);
    assertThat(gpg.gpgSignature(signature, "other".getBytes(StandardCharsets.US_ASCII)).isGood())
        .as("of another commit")
        .isFalse();
  }

  /** A number of a signature begins with a zero octet once in 128 times. */
  @Test
  void shortNumbersAreWrittenAsGpgWantsThem() throws GeneralSecurityException {
    String key = SigningKeys.gpg("ed25519");
    gpg.trustGpg(key);
    CommitSigner signer = SigningKeys.signer(Kind.GPG, Map.of("git.asc", key));
    byte[] shortest = COMMIT;
    int fewest = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < 600; i++) {
      byte[] commit = ("commit " + i).getBytes(StandardCharsets.US_ASCII);
      int octets = octets(signer.sign(commit, SigningKeys.NOW));
      shortest = octets < fewest ? commit : shortest;
      fewest = Math.min(fewest, octets);
      most = Math.max(most, octets);
    }
    assertThat(fewest).isLessThan(most);
    byte[] signature = signer.sign(shortest, SigningKeys.NOW);
    assertThat(gpg.gpgSignature(signature, shortest).isGood()).isTrue();
  }

  private static int octets(byte[] armored) {
    List<String> lines = new String(armored, StandardCharsets.US_ASCII).lines().toList();
    String base64 = String.join("", lines.subList(2, lines.size() - 2));
    return Base64.getDecoder().decode(base64).length;
  }

  @Test
  void anEncryptedKeySigns() throws GeneralSecurityException {
    String key = SigningKeys.gpg("encrypted");
    gpg.trustGpg(key);
    CommitSigner signer =
        SigningKeys.signer(
            Kind.GPG, Map.of("git.asc", key + "\n", "passphrase", "only for tests\n"));
    assertThat(gpg.gpgSignature(signer.sign(COMMIT, SigningKeys.NOW), COMMIT).isGood()).isTrue();
  }
}
