package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.FilePasswordProvider;

/** The private key of a Secret: key {@code identity}, and {@code password} if it is encrypted. */
public final class SshIdentity {

  private SshIdentity() {}

  /** A key cannot be used. The message names the key of the Secret and shows nothing of it. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String problem) {
      super(problem);
    }
  }

  /**
   * Reads a key.
   *
   * @param password empty: there is none
   */
  public static KeyPair read(String identity, String password) throws UnusableException {
    try {
      return Pem.keyPair(identity, passphrase(password));
    } catch (PassphraseMissing e) {
      throw new UnusableException("key \"password\" is missing, and the private key is encrypted");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new UnusableException(
          password.isEmpty() || !identity.startsWith("-----BEGIN ")
              ? "key \"identity\" is not a private key"
              : "key \"password\" does not open the private key");
    }
  }

  private static FilePasswordProvider passphrase(String password) {
    return (_, _, _) -> {
      if (password.isEmpty()) {
        throw new PassphraseMissing();
      }
      return password;
    };
  }

  private static final class PassphraseMissing extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
