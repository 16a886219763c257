package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections to one repository, over HTTPS or SSH and nothing else. */
public final class RemoteAccess {

  private final GitRemote remote;
  private final GitSettings settings;
  private @Nullable HttpAccess http;
  private @Nullable SshAccess ssh;

  public RemoteAccess(GitRemote remote, GitSettings settings) {
    this.remote = remote;
    this.settings = settings;
  }

  /** What is reached. */
  public GitRemote remote() {
    return remote;
  }

  /** Starts the clock of an operation in this thread. */
  public Exchange begin(GitTraffic.Operation operation) {
    return new Exchange(remote, operation, settings);
  }

  /**
   * A connection for one exchange; nothing has been sent yet.
   *
   * @throws SourceException if it may not or cannot be made
   */
  public Transport open(Repository repository, Exchange exchange) throws SourceException {
    try {
      Transport transport = Transport.open(repository, address());
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setFetchThin(true);
      transport.setObjectChecker(new TreeGuard(exchange));
      configure(transport, repository, exchange);
      return transport;
    } catch (IOException | UncheckedIOException e) {
      throw exchange.fail(exchange.explain(e));
    }
  }

  private void configure(Transport transport, Repository repository, Exchange exchange)
      throws IOException {
    switch (transport) {
      case TransportHttp web -> {
        HttpAccess access = http();
        access.judge(settings.egress());
        Redirects redirects = new Redirects();
        web.setHttpConnectionFactory(new Connections(access, exchange, redirects));
      }
      case SshTransport secure -> {
        SshAccess access = ssh();
        access.judge();
        exchange.interruptAtDeadline();
        transport.setTimeout((int) exchange.remaining().toSeconds() + 1);
        Path home = repository.getDirectory().toPath();
        secure.setSshSessionFactory(new CountedSessions(access.sessions(home, exchange), exchange));
      }
      default -> throw SourceException.refused("repository URL not allowed");
    }
  }

  private synchronized HttpAccess http() throws SourceException {
    HttpAccess access = http;
    if (access == null) {
      access = new HttpAccess(remote, settings.egress());
      http = access;
    }
    return access;
  }

  private synchronized SshAccess ssh() throws SourceException {
    SshAccess access = ssh;
    if (access == null) {
      access = new SshAccess(remote, settings.egress());
      ssh = access;
    }
    return access;
  }

  private URIish address() {
    RepositoryUrl url = remote.url();
    URIish address = new URIish().setScheme(url.scheme()).setHost(url.host()).setPath(url.path());
    if (url.isSsh() && !url.user().isEmpty()) {
      address = address.setUser(url.user());
    }
    return address.setPort(url.port());
  }

  private record Connections(HttpAccess access, Exchange exchange, Redirects redirects)
      implements HttpConnectionFactory {
    @Override
    public GitHttpConnection create(URL url) {
      return new GitHttpConnection(access, exchange, redirects, url);
    }

    @Override
    public GitHttpConnection create(URL url, @Nullable Proxy proxy) {
      return create(url);
    }
  }
}
