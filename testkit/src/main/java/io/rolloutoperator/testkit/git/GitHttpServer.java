package io.rolloutoperator.testkit.git;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.eclipse.jgit.lib.Repository;

/** One repository over smart HTTP, on loopback, with switches for everything that can be wrong. */
public final class GitHttpServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SmartHttp handler;
  private final String scheme;

  private GitHttpServer(HttpServer server, SmartHttp handler, String scheme) {
    this.server = server;
    this.handler = handler;
    this.scheme = scheme;
  }

  /** Describes a server for a repository. */
  public static Builder of(TestRepository repository) {
    return new Builder(repository.repository());
  }

  /** Describes a server for a repository that something else made. */
  public static Builder of(Repository repository) {
    return new Builder(repository);
  }

  /** {@code https://localhost:port/repo.git}. */
  public String url() {
    return url("repo.git");
  }

  /** The same repository under another path, such as {@code owner/name.git}. */
  public String url(String path) {
    return scheme + "://localhost:" + port() + "/" + path;
  }

  /** On loopback. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Changes how requests are treated from now on. */
  public void behave(GitBehaviour behaviour) {
    handler.behave(behaviour);
  }

  /** What stands in the way of pushes. */
  public PushRules pushes() {
    return handler.pushes();
  }

  /** Every request so far, as {@code GET /repo.git/info/refs}. */
  public List<String> requests() {
    return handler.requests();
  }

  /** Ends it, and every answer that has stalled. */
  @Override
  public void close() {
    handler.close();
    server.stop(0);
    threads.shutdownNow();
  }

  /** What a server shall be. */
  public static final class Builder {
    private final Repository repository;
    private Optional<SSLContext> tls = Optional.empty();
    private boolean clientCertificate;
    private Optional<String> authorization = Optional.empty();
    private boolean versionTwo = true;
    private boolean shallow = true;
    private int port;

    private Builder(Repository repository) {
      this.repository = repository;
    }

    /** HTTPS in place of HTTP. */
    public Builder tls(SSLContext context) {
      tls = Optional.of(context);
      return this;
    }

    /** Only clients with a certificate that the context trusts. */
    public Builder clientCertificate() {
      clientCertificate = true;
      return this;
    }

    /** Only with this name and password. */
    public Builder basic(String user, String password) {
      byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(login));
      return this;
    }

    /** Only with this token. */
    public Builder bearer(String token) {
      authorization = Optional.of("Bearer " + token);
      return this;
    }

    /** As servers before Git 2.18. */
    public Builder withoutVersionTwo() {
      versionTwo = false;
      return this;
    }

    /** As some servers that are not made of Git: all history or nothing. */
    public Builder withoutShallow() {
      shallow = false;
      return this;
    }

    /** A fixed port; otherwise any free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Listens. */
    public GitHttpServer start() {
      Isolation.begin();
      try {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server =
            tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
        SmartHttp handler =
            new SmartHttp(repository, authorization, new SmartHttp.Abilities(versionTwo, shallow));
        GitHttpServer made = new GitHttpServer(server, handler, tls.isPresent() ? "https" : "http");
        server.createContext("/", handler);
        server.setExecutor(made.threads);
        server.start();
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private HttpsServer secure(InetSocketAddress address, SSLContext context) throws IOException {
      HttpsServer server = HttpsServer.create(address, 0);
      boolean need = clientCertificate;
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
              wanted.setNeedClientAuth(need);
              parameters.setSSLParameters(wanted);
            }
          });
      return server;
    }
  }
}
