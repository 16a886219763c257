package io.rolloutoperator.gitsync.source.remote;

/**
 * An HTTP proxy, which tunnels HTTPS and SSH by {@code CONNECT}.
 *
 * @param user empty for none
 */
public record GitProxy(String host, int port, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
