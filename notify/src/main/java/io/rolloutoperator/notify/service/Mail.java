package io.rolloutoperator.notify.service;

import java.time.Instant;

/**
 * One e-mail and the server that takes it.
 *
 * @param key tells this mail from all others, for its Message-ID
 */
public record Mail(
    Server server,
    String from,
    String to,
    String subject,
    String body,
    boolean html,
    Instant date,
    String key) {

  /** How a connection is protected. */
  public enum Security {
    /** From its beginning: port 465. */
    TLS,
    /** As soon as the server offers it. */
    STARTTLS_IF_OFFERED
  }

  /** A mail server with the account that may use it. */
  public record Server(String host, int port, Security security, String username, String password) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
