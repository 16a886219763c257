package io.rolloutoperator.testkit.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Prometheus that scrapes each second the pods with the annotation {@code prometheus.io/scrape:
 * "true"}, at the port of {@code prometheus.io/port}. Every series carries {@code namespace},
 * {@code pod} and the pod's labels, with characters other than letters and digits as underscores:
 * {@code rollouts_pod_template_hash}. Processes outside of pods are scraped once they are told by
 * {@link #scrape}.
 *
 * <p>There is at most one in a network namespace, since its port is fixed.
 */
public final class PrometheusServer implements AutoCloseable {

  /** An address of its own: the operator refuses to send metric queries to the API server's. */
  private static final String LISTEN = "10.244.0.9:9090";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OsProcess process;
  private final PodTargets targets;
  private final ProcessTargets processes;
  private final HttpClient client = HttpClient.newHttpClient();

  private PrometheusServer(OsProcess process, PodTargets targets, ProcessTargets processes) {
    this.process = process;
    this.targets = targets;
    this.processes = processes;
  }

  /**
   * Starts it and returns when it answers queries.
   *
   * <p>Configuration, data and {@code prometheus.log} are in the cluster's folder.
   *
   * @throws IllegalStateException when the program is missing, in words
   */
  public static PrometheusServer start(ControlPlane plane) {
    Path config = plane.files().root().resolve("prometheus.yaml");
    Path targetsFile = plane.files().root().resolve("prometheus-targets.json");
    ProcessTargets processes =
        ProcessTargets.in(plane.files().root().resolve("prometheus-processes.json"));
    write(config, configuration(targetsFile, processes.file()));
    OsProcess process =
        OsProcess.start(
            List.of(
                Tool.PROMETHEUS.path().toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + plane.files().root().resolve("prometheus"),
                "--storage.tsdb.retention.time=6h",
                "--web.listen-address=" + LISTEN,
                "--log.level=warn"),
            Map.of(),
            plane.files().logs().resolve("prometheus.log"));
    PrometheusServer server =
        new PrometheusServer(process, PodTargets.start(plane.admin(), targetsFile), processes);
    try {
      Ready.answers(process, server.address().resolve("-/ready"), PATIENCE);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * The server's base address, as an AnalysisTemplate's {@code provider.prometheus.address} wants
   * it.
   */
  public URI address() {
    return URI.create("http://" + LISTEN + "/");
  }

  /**
   * One series of an instant query's answer.
   *
   * @param labels without {@code __name__}
   */
  public record Series(Map<String, String> labels, double value) {}

  /**
   * Asks an instant query.
   *
   * @throws IllegalStateException with Prometheus' own words when it refuses the query
   */
  public List<Series> query(String expression) {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    JsonNode answer = get(address().resolve("api/v1/query?query=" + encoded));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalStateException(
          "%s: %s".formatted(expression, answer.path("error").asText()));
    }
    List<Series> result = new ArrayList<>();
    for (JsonNode element : answer.path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      element
          .path("metric")
          .properties()
          .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
      labels.remove("__name__");
      result.add(new Series(labels, Double.parseDouble(element.path("value").path(1).asText())));
    }
    return result;
  }

  /**
   * Scrapes a process too, each second from now on.
   *
   * @param job value of the label {@code job}
   * @param target host and port of its {@code /metrics}
   */
  public void scrape(String job, String target) {
    processes.add(job, target);
  }

  @Override
  public void close() {
    targets.close();
    client.shutdownNow();
    process.close();
  }

  private JsonNode get(URI uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(uri + ": interrupted", e);
    }
  }

  private static String configuration(Path targets, Path processes) {
    return """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
      evaluation_interval: 1s
    scrape_configs:
      - job_name: pods
        file_sd_configs:
          - files: [%s]
      - job_name: processes
        file_sd_configs:
          - files: [%s]
    """
        .formatted(targets, processes);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
