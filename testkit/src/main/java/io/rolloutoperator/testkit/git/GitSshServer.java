package io.rolloutoperator.testkit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;

/** One repository over SSH, on loopback, for one key. */
public final class GitSshServer implements AutoCloseable {

  private final SshServer server;
  private final KeyPair host;
  private final KeyPair client;
  private final PushRules pushes = new PushRules();

  private volatile boolean stalled;
  private volatile boolean git;

  private GitSshServer(TestRepository repository, KeyPair host, KeyPair client) throws IOException {
    Isolation.begin();
    this.host = host;
    this.client = client;
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator((_, key, _) -> KeyUtils.compareKeys(key, client.getPublic()));
    server.setCommandFactory(
        (_, command) -> new GitSshCommand(service(repository), stalled ? "" : command));
    server.start();
  }

  /** Listens on a free port, with new keys. */
  public static GitSshServer start(TestRepository repository) {
    return start(repository, ellipticKey(), ellipticKey());
  }

  /**
   * Listens on a free port.
   *
   * @param host the server's key
   * @param client the key that may log in
   */
  public static GitSshServer start(TestRepository repository, KeyPair host, KeyPair client) {
    try {
      return new GitSshServer(repository, host, client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GitSshCommand.Service service(TestRepository repository) {
    return git
        ? new GitProgram(repository.repository().getDirectory().toPath())
        : new JGitService(repository.repository(), pushes);
  }

  private static KeyPair ellipticKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on it lets clients in and then says nothing. */
  public void stall() {
    stalled = true;
  }

  /** From now on Git's own programs serve the repository, as behind an OpenSSH of the defaults. */
  public void serveByGit() {
    git = true;
  }

  /** {@code ssh://git@localhost:port/repo.git}. */
  public String url() {
    return "ssh://git@localhost:" + server.getPort() + "/repo.git";
  }

  /** What stands in the way of pushes. */
  public PushRules pushes() {
    return pushes;
  }

  /** The line for the client's {@code known_hosts}. */
  public String knownHosts() {
    return "[localhost]:" + server.getPort() + " " + PublicKeyEntry.toString(host.getPublic());
  }

  /** The private key that may log in, in OpenSSH's format. */
  public String identity() {
    return openSsh(client, null);
  }

  /** The same, encrypted. */
  public String identity(String passphrase) {
    OpenSSHKeyEncryptionContext context = new OpenSSHKeyEncryptionContext();
    context.setPassword(passphrase);
    context.setCipherType("256");
    context.setKdfRounds(1);
    return openSsh(client, context);
  }

  /** A private key that nobody knows. */
  public static String strangeIdentity() {
    return openSsh(ellipticKey(), null);
  }

  private static String openSsh(KeyPair pair, @Nullable OpenSSHKeyEncryptionContext context) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", context, out);
      return out.toString(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
