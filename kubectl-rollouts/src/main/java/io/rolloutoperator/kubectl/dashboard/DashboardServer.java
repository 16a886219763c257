package io.rolloutoperator.kubectl.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The web server of the dashboard, on this machine's loopback address and nowhere else. */
public final class DashboardServer implements AutoCloseable {

  /** The JDK's server knows them as properties only: seconds for a request to arrive, sockets. */
  private static final Map<String, String> LIMITS =
      Map.of("sun.net.httpserver.maxReqTime", "30", "jdk.httpserver.maxConnections", "256");

  private final URI address;
  private final HttpServer server;
  private final Feeds feeds;
  private final ExecutorService threads;

  private DashboardServer(URI address, HttpServer server, Feeds feeds, ExecutorService threads) {
    this.address = address;
    this.server = server;
    this.feeds = feeds;
    this.threads = threads;
  }

  /**
   * Starts it.
   *
   * @param clusters what it shows, with the rights of the user
   * @param clock tells when restarts begin
   * @throws CommandFailure if the port is taken
   */
  public static DashboardServer start(Settings settings, Clusters clusters, Clock clock)
      throws CommandFailure {
    HttpServer server = bound(settings.port());
    int port = server.getAddress().getPort();
    Keys keys = Keys.random();
    Feeds feeds = new Feeds(clusters);
    ApiRoutes api =
        new ApiRoutes(
            new SessionEndpoint(settings, keys),
            new NamespacesEndpoint(clusters),
            feeds,
            new Actions(clusters, clock));
    Routes routes = new Routes(settings, new PageFiles(settings, keys, port), api);
    Guards guards = new Guards(settings, keys, port, System::nanoTime);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", new Dispatcher(guards, routes));
    server.start();
    return new DashboardServer(address(port, settings, keys), server, feeds, threads);
  }

  private static URI address(int port, Settings settings, Keys keys) {
    return URI.create(
        "http://127.0.0.1:%d%s?key=%s".formatted(port, settings.base(), keys.access()));
  }

  private static HttpServer bound(int port) throws CommandFailure {
    LIMITS.forEach(System::setProperty);
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    } catch (BindException e) {
      throw new CommandFailure(
          "port %d of 127.0.0.1 is taken: end what listens there, or choose another with --port"
              .formatted(port),
          e);
    } catch (IOException e) {
      throw new CommandFailure("no server on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  /** The address to open, with the key to the page. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    feeds.close();
  }
}
