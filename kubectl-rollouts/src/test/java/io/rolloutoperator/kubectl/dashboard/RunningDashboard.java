package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.RequestLog;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.http.DirectTransport;
import io.rolloutoperator.kubectl.json.Json;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A dashboard in front of a pretended cluster, and the browser of the user who started it.
 *
 * @param cookie what the browser keeps
 * @param token what the page knows
 */
record RunningDashboard(
    PretendedApiServer cluster, DashboardServer server, String cookie, String token)
    implements AutoCloseable {

  static RunningDashboard of(World world) throws Exception {
    return of(world, false);
  }

  static RunningDashboard of(World world, boolean readOnly) throws Exception {
    return of(world, Settings.of(0, "rollouts", readOnly, "prod", "test"));
  }

  static RunningDashboard of(World world, Settings settings) throws Exception {
    PretendedApiServer cluster = new PretendedApiServer(world);
    DashboardServer server =
        DashboardServer.start(
            settings, () -> open(cluster), Clock.fixed(World.NOW, ZoneOffset.UTC));
    int port = server.address().getPort();
    String target = server.address().getPath() + "?" + server.address().getQuery();
    String cookie = BrowserCall.get(port, target).send().field("set-cookie").split(";", -1)[0];
    BrowserCall session =
        BrowserCall.get(port, settings.base() + "api/session").with("Cookie", cookie);
    JsonNode known = Json.read(session.send().body());
    return new RunningDashboard(cluster, server, cookie, known.path("csrfToken").asText());
  }

  /** Connections to a pretended cluster. */
  static Cluster open(PretendedApiServer cluster) throws CommandFailure {
    Access access =
        new Access(
            "test",
            cluster.uri(),
            new Access.Trust(false, Optional.empty(), Optional.empty()),
            Optional.empty(),
            new Access.Identity.Direct(Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            "prod");
    try {
      DirectTransport transport = new DirectTransport(access, "test");
      return new Cluster(access, transport, Duration.ofSeconds(10), new RequestLog(0, System.err));
    } catch (GeneralSecurityException | IOException e) {
      throw new CommandFailure("no transport", e);
    }
  }

  int port() {
    return server.address().getPort();
  }

  /** A request of the page for data. */
  BrowserCall read(String path) {
    return BrowserCall.get(port(), server.address().getPath() + path)
        .with("Cookie", cookie)
        .with("Sec-Fetch-Site", "same-origin");
  }

  /** A button of the page, for the Rollout {@code shop}. */
  BrowserCall press(String action, String body) {
    return read("api/rollout/prod/shop/" + action)
        .by("POST")
        .with("Origin", "http://127.0.0.1:" + port())
        .with("X-CSRF-Token", token)
        .with("Content-Type", "application/json")
        .saying(body);
  }

  /** What reached the cluster and was not reading. */
  List<String> writes() {
    return cluster.log().stream().filter(request -> !request.startsWith("GET ")).toList();
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
