package io.rolloutoperator.gitsync.signing;

import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.source.remote.SshIdentity;
import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey.Kind;
import java.nio.BufferUnderflowException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;

/** Makes signers of a Secret's texts. */
public final class SigningKeyReader {

  private final String secret;
  private final Map<String, String> data;

  /**
   * Reads one Secret.
   *
   * @param secret {@code namespace/name}, for messages
   */
  public SigningKeyReader(String secret, Map<String, String> data) {
    this.secret = secret;
    this.data = Map.copyOf(data);
  }

  /**
   * The signer: of {@code git.asc} and perhaps {@code passphrase}, or of {@code identity} and
   * perhaps {@code password}.
   *
   * @param at the moment at which the key must not have expired
   * @throws CredentialException if a key is missing, does not hold what it should, or has expired
   */
  public CommitSigner signer(Kind kind, Instant at) {
    try {
      return switch (kind) {
        case GPG -> openPgp(at);
        case SSH -> ssh();
      };
    } catch (UnusableKeyException e) {
      throw new CredentialException(secret, String.valueOf(e.getMessage()));
    }
  }

  private CommitSigner openPgp(Instant at) throws UnusableKeyException {
    String armored = required("git.asc");
    try {
      PgpKeyRing ring = PgpKeyRing.read(Armor.privateKey(armored));
      PgpKey key = ring.signing(at);
      PrivateKey opened =
          key.open().algorithm().privateKey(SecretNumbers.open(key.secret(), text("passphrase")));
      return new PgpSigner(key.open(), opened, ring.expires(key));
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | ArithmeticException
        | BufferUnderflowException e) {
      throw new UnusableKeyException("key \"git.asc\" is damaged");
    }
  }

  private CommitSigner ssh() throws UnusableKeyException {
    String identity = required("identity");
    String passphrase = text("password");
    KeyPair pair = pair(identity, passphrase);
    if (!SshSigner.isFit(pair)) {
      throw new UnusableKeyException(
          "the key in \"identity\" is of a kind that is not supported; use Ed25519, ECDSA or RSA");
    }
    return new SshSigner(pair);
  }

  private static KeyPair pair(String identity, String passphrase) throws UnusableKeyException {
    try {
      return SshIdentity.read(identity, passphrase);
    } catch (SshIdentity.UnusableException e) {
      throw new UnusableKeyException(String.valueOf(e.getMessage()));
    }
  }

  private String required(String key) throws UnusableKeyException {
    String text = text(key);
    if (text.isEmpty()) {
      throw new UnusableKeyException("key \"" + key + "\" is missing");
    }
    return text;
  }

  /** Without the line break that editors and {@code echo} leave at the end. */
  private String text(String key) {
    String text = data.getOrDefault(key, "");
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }
}
