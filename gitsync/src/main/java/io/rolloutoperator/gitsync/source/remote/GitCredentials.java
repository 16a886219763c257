package io.rolloutoperator.gitsync.source.remote;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who asks a server, and how the server proves who it is. Texts never show a secret. */
public sealed interface GitCredentials {

  /** Nobody; the server's certificate must be one that the system trusts. */
  record Anonymous() implements GitCredentials {}

  /**
   * For HTTPS.
   *
   * @param certificateAuthority PEM certificates, the only ones trusted; absent: those of the
   *     system
   */
  record Https(
      Optional<Login> login,
      Optional<String> certificateAuthority,
      Optional<ClientCertificate> clientCertificate)
      implements GitCredentials {
    @Override
    public String toString() {
      return "Https";
    }
  }

  /**
   * For SSH.
   *
   * @param identity private key, PEM or OpenSSH
   * @param passphrase of the key; empty for none
   * @param knownHosts as in OpenSSH's file
   */
  record Ssh(String identity, String passphrase, String knownHosts) implements GitCredentials {
    @Override
    public String toString() {
      return "Ssh";
    }
  }

  /** How HTTPS authenticates. */
  sealed interface Login {
    /** RFC 7617, sent with the first request. */
    record Basic(String user, String password) implements Login {
      @Override
      public String toString() {
        return "Basic";
      }
    }

    /** RFC 6750. */
    record Bearer(String token) implements Login {
      @Override
      public String toString() {
        return "Bearer";
      }
    }
  }

  /** PEM texts of the certificate chain and its private key. */
  record ClientCertificate(String chain, String key) {
    @Override
    public String toString() {
      return "ClientCertificate";
    }
  }

  /** What must never appear in a message, even if a server sends it back. */
  default List<String> secrets() {
    Stream<String> secrets =
        switch (this) {
          case Anonymous() -> Stream.of();
          case Https(Optional<Login> login, _, _) ->
              login.stream()
                  .map(
                      way ->
                          switch (way) {
                            case Login.Basic(_, String password) -> password;
                            case Login.Bearer(String token) -> token;
                          });
          case Ssh(_, String passphrase, _) -> Stream.of(passphrase);
        };
    return secrets.filter(secret -> !secret.isEmpty()).toList();
  }
}
