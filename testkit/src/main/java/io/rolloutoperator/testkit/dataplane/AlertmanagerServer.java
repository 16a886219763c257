package io.rolloutoperator.testkit.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An Alertmanager that keeps what it gets and tells nobody.
 *
 * <p>There is at most one in a network namespace, since its port is fixed.
 */
public final class AlertmanagerServer implements AutoCloseable {

  /** An address of its own, as that of Prometheus. */
  private static final String LISTEN = "10.244.0.10:9093";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final OsProcess process;
  private final HttpClient client = HttpClient.newHttpClient();

  private AlertmanagerServer(OsProcess process) {
    this.process = process;
  }

  /**
   * Starts it and returns when it takes alerts.
   *
   * <p>Configuration, data and {@code alertmanager.log} are in the cluster's folder.
   *
   * @throws IllegalStateException when the program is missing, in words
   */
  public static AlertmanagerServer start(ControlPlane plane) {
    Path config = plane.files().root().resolve("alertmanager.yaml");
    try {
      Files.writeString(config, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OsProcess process =
        OsProcess.start(
            List.of(
                Tool.ALERTMANAGER.path().toString(),
                "--config.file=" + config,
                "--storage.path=" + plane.files().root().resolve("alertmanager"),
                "--web.listen-address=" + LISTEN,
                "--cluster.listen-address=",
                "--log.level=warn"),
            Map.of(),
            plane.files().logs().resolve("alertmanager.log"));
    AlertmanagerServer server = new AlertmanagerServer(process);
    try {
      Ready.answers(process, server.address().resolve("-/ready"), PATIENCE);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The server's base address. */
  public URI address() {
    return URI.create("http://" + LISTEN + "/");
  }

  /** The alerts that it has, as its API v2 tells them. */
  public List<JsonNode> alerts() {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve("api/v2/alerts")).timeout(PATIENCE).build();
    try {
      return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .valueStream()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while alerts were read", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.close();
  }
}
