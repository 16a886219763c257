package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.gitsync.source.remote.GitCredentials.ClientCertificate;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.Login;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Makes credentials of a Secret's data. */
public final class CredentialReader {

  private static final int MAX_PORT = 65535;

  private final String secret;
  private final Map<String, byte[]> data;

  /**
   * Reads one Secret.
   *
   * @param secret {@code namespace/name}, for messages
   * @param data decoded
   */
  public CredentialReader(String secret, Map<String, byte[]> data) {
    this.secret = secret;
    this.data = data;
  }

  /**
   * What the repository's address needs: for SSH {@code identity}, {@code known_hosts} and perhaps
   * {@code password}; for HTTPS {@code username} and {@code password}, or {@code bearerToken}, and
   * perhaps {@code ca.crt} ({@code caFile}), {@code tls.crt} and {@code tls.key}.
   *
   * @throws CredentialException if a key is missing or does not hold what it should
   */
  public GitCredentials credentials(RepositoryUrl url) {
    return url.isSsh() ? ssh() : https();
  }

  private GitCredentials ssh() {
    GitCredentials.Ssh ssh =
        new GitCredentials.Ssh(
            required("identity"), text("password").orElse(""), required("known_hosts"));
    if (KnownHosts.parse(ssh.knownHosts()).isEmpty()) {
      fail("key \"known_hosts\" has no host key");
    }
    try {
      SshIdentity.read(ssh.identity(), ssh.passphrase());
      return ssh;
    } catch (SshIdentity.UnusableException e) {
      throw new CredentialException(secret, String.valueOf(e.getMessage()));
    }
  }

  private GitCredentials https() {
    Optional<String> authority = text("ca.crt").or(() -> text("caFile"));
    authority
        .filter(pem -> !Pem.isCertificates(pem))
        .ifPresent(
            _ ->
                fail(
                    "key \""
                        + (data.containsKey("ca.crt") ? "ca.crt" : "caFile")
                        + "\" is not a PEM certificate"));
    Optional<ClientCertificate> client = clientCertificate();
    Optional<Login> login = login();
    if (login.isEmpty() && authority.isEmpty() && client.isEmpty()) {
      fail("key \"username\" is missing");
    }
    return new GitCredentials.Https(login, authority, client);
  }

  private Optional<Login> login() {
    boolean basic = data.containsKey("username") || data.containsKey("password");
    if (basic && data.containsKey("bearerToken")) {
      fail("set either \"username\" and \"password\" or \"bearerToken\"");
    }
    if (basic) {
      return Optional.of(new Login.Basic(required("username"), required("password")));
    }
    return text("bearerToken").map(token -> new Login.Bearer(header("bearerToken", token)));
  }

  private Optional<ClientCertificate> clientCertificate() {
    if (!data.containsKey("tls.crt") && !data.containsKey("tls.key")) {
      return Optional.empty();
    }
    ClientCertificate client = new ClientCertificate(required("tls.crt"), required("tls.key"));
    if (!Pem.isCertificates(client.chain())) {
      fail("key \"tls.crt\" is not a PEM certificate");
    }
    if (!Pem.isKey(client.key())) {
      fail("key \"tls.key\" is not a PEM private key");
    }
    return Optional.of(client);
  }

  /**
   * A proxy: {@code address}, {@code username}, {@code password}.
   *
   * @throws CredentialException if the address is missing or not that of an HTTP proxy
   */
  public GitProxy proxy() {
    URI address = address(required("address"));
    int port = address.getPort() < 0 ? 80 : address.getPort();
    if (!"http".equals(address.getScheme())
        || address.getHost() == null
        || address.getUserInfo() != null
        || port > MAX_PORT) {
      throw new CredentialException(secret, "key \"address\" is not of the form http://host:port");
    }
    return new GitProxy(
        address.getHost(), port, text("username").orElse(""), text("password").orElse(""));
  }

  private URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The cause would show the address, in which people write passwords.
      throw new CredentialException(secret, "key \"address\" is not of the form http://host:port");
    }
  }

  private String required(String key) {
    return text(key)
        .orElseThrow(() -> new CredentialException(secret, "key \"" + key + "\" is missing"));
  }

  /** Without the line break that editors and {@code echo} leave at the end. */
  private Optional<String> text(String key) {
    byte[] value = data.get(key);
    return Optional.ofNullable(value)
        .map(bytes -> withoutLineEnd(new String(bytes, StandardCharsets.UTF_8)))
        .filter(text -> !text.isEmpty());
  }

  private static String withoutLineEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private String header(String key, String value) {
    if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      fail("key \"" + key + "\" has characters that a token cannot have");
    }
    return value;
  }

  private void fail(String problem) {
    throw new CredentialException(secret, problem);
  }
}
