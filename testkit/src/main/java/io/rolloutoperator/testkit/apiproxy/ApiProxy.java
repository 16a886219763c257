package io.rolloutoperator.testkit.apiproxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands between a client and the API server, hands requests on, and does to some what its rules
 * say. It speaks HTTP/1.1 and ends TLS with a certificate of its own: a client reaches the server
 * as itself if it has a token, while a client's certificate ends here. Watches go through as they
 * are, by WebSocket or as a stream of lines; a watch that a client gives up as a stream ends with
 * its next event.
 */
public final class ApiProxy implements AutoCloseable {
  private final TestCertificates certificates;
  private final ServerSocket socket;
  private final ApiServer server;
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ApiProxy(TestCertificates certificates, ServerSocket socket, ApiServer server) {
    this.certificates = certificates;
    this.socket = socket;
    this.server = server;
  }

  /** Listens on a free port of loopback and hands everything on. */
  public static ApiProxy inFrontOf(ControlPlane plane) {
    TestCertificates certificates = new TestCertificates();
    try {
      ServerSocket socket =
          certificates
              .server()
              .getServerSocketFactory()
              .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
      ApiServer server = ApiServer.at(plane.server(), plane.files().authority());
      ApiProxy proxy = new ApiProxy(certificates, socket, server);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code https://localhost:port}. */
  public URI address() {
    return URI.create("https://localhost:" + socket.getLocalPort());
  }

  /** Who vouches for the proxy, as PEM. */
  public String authority() {
    return certificates.authority();
  }

  /**
   * Writes a kubeconfig beside another, with the same users, that leads here.
   *
   * @param file of one cluster, with a token
   */
  public Path kubeconfig(Path file) {
    try {
      ObjectNode config = Json.yaml(Files.readString(file)).getFirst();
      byte[] authority = authority().getBytes(StandardCharsets.UTF_8);
      config
          .withObject("/clusters/0/cluster")
          .put("server", address().toString())
          .put("certificate-authority-data", Base64.getEncoder().encodeToString(authority));
      Path own = file.resolveSibling(file.getFileName() + "-by-port-" + socket.getLocalPort());
      Files.deleteIfExists(own);
      Files.createFile(
          own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(own, Json.write(config), StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a rule. The first rule that has a fault for a request decides. */
  public FaultRule add(FaultRule rule) {
    rules.add(rule);
    return rule;
  }

  /** Takes a rule away. */
  public void remove(FaultRule rule) {
    rules.remove(rule);
  }

  /** Ends the connections of open requests of which this holds, such as watches. */
  public void cut(Predicate<ProxiedRequest> about) {
    connections.forEach(connection -> connection.closeIf(about));
  }

  /** What has been answered or cut so far, in that order. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** What has been answered or cut so far of requests of which this holds. */
  public List<Exchange> exchanges(Predicate<ProxiedRequest> about) {
    return exchanges.stream().filter(exchange -> about.test(exchange.request())).toList();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        ProxyConnection connection = new ProxyConnection(client, server, new Here());
        threads.execute(() -> serve(connection));
      } catch (IOException _) {
        // It is closed, or a client has ended before it began.
      }
    }
  }

  private void serve(ProxyConnection connection) {
    connections.add(connection);
    try {
      connection.serve();
    } finally {
      connections.remove(connection);
    }
  }

  private final class Here implements ProxyConnection.Shared {
    @Override
    public Optional<Fault> fault(ProxiedRequest request) {
      // Each rule counts what it is about, also where another one decides.
      return rules.stream().map(rule -> rule.on(request)).toList().stream()
          .flatMap(Optional::stream)
          .findFirst();
    }

    @Override
    public void answered(Exchange exchange) {
      exchanges.add(exchange);
    }

    @Override
    public void run(Runnable task) {
      threads.execute(task);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
    connections.forEach(ProxyConnection::close);
  }
}
