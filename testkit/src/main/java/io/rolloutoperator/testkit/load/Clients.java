package io.rolloutoperator.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * The simulated clients of a plan: as many connections as requests are under way, used again, the
 * latest first. Nothing is retried: what fails for a client is counted.
 */
final class Clients implements AutoCloseable {

  private final InetSocketAddress target;
  private final byte[] request;
  private final String versionHeader;
  private final Duration timeout;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  Clients(LoadPlan plan) {
    URI uri = plan.target();
    target = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: load\r\n\r\n"
            .formatted(uri.getRawPath(), plan.host())
            .getBytes(StandardCharsets.US_ASCII);
    versionHeader = plan.versionHeader().toLowerCase(Locale.ROOT);
    timeout = plan.timeout();
  }

  /**
   * Sends one request.
   *
   * @param intended when it should have started, for the outcome
   * @param elapsed how long ago that is
   */
  Outcome send(Duration intended, Supplier<Duration> elapsed) {
    try {
      Connection.Answer answer = exchange();
      String version = answer.headers().getOrDefault(versionHeader, LoadReport.NO_VERSION);
      return Outcome.answered(intended, elapsed.get(), version, answer.code());
    } catch (SocketTimeoutException e) {
      return Outcome.unanswered(intended, elapsed.get(), "timeout");
    } catch (IOException e) {
      return Outcome.unanswered(intended, elapsed.get(), e.getClass().getSimpleName());
    }
  }

  /** Cuts all connections. */
  @Override
  public void close() {
    open.forEach(Connection::close);
  }

  private Connection.Answer exchange() throws IOException {
    Connection pooled = idle.pollFirst();
    Connection connection = pooled == null ? Connection.open(target, timeout) : pooled;
    open.add(connection);
    try {
      return connection.exchange(request, timeout);
    } finally {
      if (connection.reusable()) {
        idle.addFirst(connection);
      } else {
        open.remove(connection);
        connection.close();
      }
    }
  }
}
