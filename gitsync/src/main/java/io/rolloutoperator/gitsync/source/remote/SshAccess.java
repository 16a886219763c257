package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.egress.GuardedNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.SshConstants;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * SSH sessions of one repository: the key from memory, host keys from the Secret, and nothing from
 * anybody's home.
 */
final class SshAccess {

  private final GitRemote remote;
  private final GitCredentials.Ssh credentials;
  private final KnownHosts knownHosts;
  private final EgressPolicy egress;

  SshAccess(GitRemote remote, EgressPolicy egress) throws SourceException {
    if (!(remote.credentials() instanceof GitCredentials.Ssh ssh)) {
      throw SourceException.refused(
          "SSH needs secretRef to a Secret with the keys \"identity\" and \"known_hosts\"");
    }
    if (remote.proxy().isPresent()) {
      // The library's tunnel loses the server's greeting if it comes along with the proxy's answer.
      throw SourceException.refused("a proxy is supported for https:// only");
    }
    this.remote = remote;
    this.credentials = ssh;
    this.knownHosts = KnownHosts.parse(ssh.knownHosts());
    this.egress = egress;
  }

  /**
   * Sessions for one exchange.
   *
   * @param home a folder without SSH's files
   */
  SshdSessionFactory sessions(Path home, Exchange exchange) throws SourceException {
    KeyPair identity = identity();
    return new SshdSessionFactoryBuilder()
        .setPreferredAuthentications("publickey")
        .setHomeDirectory(home.toFile())
        .setSshDirectory(home.toFile())
        .setConfigStoreFactory((_, _, _) -> new OneHost(address(exchange)))
        .setDefaultKnownHostsFiles(_ -> List.of())
        .setDefaultIdentities(_ -> List.of())
        .setDefaultKeysProvider(_ -> List.of(identity))
        .setServerKeyDatabase((_, _) -> new HostKeys(exchange))
        .setConnectorFactory(null)
        .build(null);
  }

  private KeyPair identity() throws SourceException {
    try {
      return SshIdentity.read(credentials.identity(), credentials.passphrase());
    } catch (SshIdentity.UnusableException e) {
      throw SourceException.refused(
          "the private key for " + remote.url().host() + " is not usable");
    }
  }

  /** The address that was judged is the one that is connected to: no name is resolved again. */
  private String address(Exchange exchange) {
    try {
      String host = remote.url().host();
      return new GuardedNetwork(egress, host).lookup(host).getFirst().getHostAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(exchange.fail(exchange.explain(e)));
    }
  }

  void judge() throws SourceException {
    egress.require(remote.url().host(), remote.url().port());
  }

  /** The configuration that OpenSSH would read from a file. */
  private record OneHost(String address) implements SshConfigStore, SshConfigStore.HostConfig {
    @Override
    public HostConfig lookup(String host, int port, String user) {
      return this;
    }

    @Override
    public HostConfig lookupDefault(String host, int port, String user) {
      return this;
    }

    @Override
    public @Nullable String getValue(String key) {
      return getOptions().get(key);
    }

    @Override
    public List<String> getValues(String key) {
      return Optional.ofNullable(getValue(key)).stream().toList();
    }

    @Override
    public Map<String, String> getOptions() {
      return Map.of(
          SshConstants.HOST_NAME, address, SshConstants.STRICT_HOST_KEY_CHECKING, SshConstants.YES);
    }

    @Override
    public Map<String, List<String>> getMultiValuedOptions() {
      return Map.of();
    }
  }

  /** Host keys go by the name in the repository's address, not by what it resolves to. */
  private final class HostKeys implements ServerKeyDatabase {
    private final Exchange exchange;

    HostKeys(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public List<PublicKey> lookup(
        String connected, InetSocketAddress address, Configuration configuration) {
      return knownHosts.keys(remote.url().host(), remote.url().port());
    }

    @Override
    public boolean accept(
        String connected,
        InetSocketAddress address,
        PublicKey key,
        Configuration configuration,
        @Nullable CredentialsProvider provider) {
      boolean known = knownHosts.accepts(remote.url().host(), remote.url().port(), key);
      if (!known) {
        exchange.fail(
            SourceException.refused(
                "host key of \"" + remote.url().host() + "\" is not in known_hosts"));
      }
      return known;
    }
  }
}
