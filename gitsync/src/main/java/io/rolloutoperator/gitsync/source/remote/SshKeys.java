package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.config.keys.FilePasswordProvider;

/** The private key of SSH credentials. */
final class SshKeys {

  private SshKeys() {}

  /** What is wrong with the credentials, naming the key of the Secret. */
  static Optional<String> check(GitCredentials.Ssh ssh) {
    if (KnownHosts.parse(ssh.knownHosts()).isEmpty()) {
      return Optional.of("key \"known_hosts\" has no host key");
    }
    try {
      keyPair(ssh);
      return Optional.empty();
    } catch (PassphraseMissing e) {
      return Optional.of("key \"password\" is missing, and the private key is encrypted");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Optional.of(
          ssh.passphrase().isEmpty() || !ssh.identity().startsWith("-----BEGIN ")
              ? "key \"identity\" is not a private key"
              : "key \"password\" does not open the private key");
    }
  }

  static KeyPair keyPair(GitCredentials.Ssh ssh) throws IOException, GeneralSecurityException {
    FilePasswordProvider passphrase =
        (_, _, _) -> {
          if (ssh.passphrase().isEmpty()) {
            throw new PassphraseMissing();
          }
          return ssh.passphrase();
        };
    return Pem.keyPair(ssh.identity(), passphrase);
  }

  private static final class PassphraseMissing extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
