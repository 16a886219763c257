package io.rolloutoperator.analysis.providers.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rolloutoperator.analysis.providers.MeasurementRequest;
import io.rolloutoperator.analysis.providers.ProviderAnswer;
import io.rolloutoperator.analysis.providers.RunReference;
import io.rolloutoperator.analysis.providers.http.AnyAddress;
import io.rolloutoperator.analysis.providers.http.AuthenticatedGateway;
import io.rolloutoperator.analysis.providers.http.CallOptions;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.HttpAnswer;
import io.rolloutoperator.analysis.providers.http.HttpGateway;
import io.rolloutoperator.analysis.providers.http.HttpSettings;
import io.rolloutoperator.analysis.providers.http.OAuth2Tokens;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.MetricProvider;
import io.rolloutoperator.api.analysis.PrometheusMetric;
import io.rolloutoperator.api.analysis.PrometheusRangeQueryArgs;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The provider against a Prometheus server, started on a free port; skipped where none is
 * installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusServerIT {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final HttpGateway gateway = new HttpGateway(new AnyAddress(), HttpSettings.DEFAULT);
  private @Nullable Process server;
  private String address = "";

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Optional<Path> binary = onPath("prometheus");
    assumeTrue(binary.isPresent(), "no prometheus on PATH");
    int port = freePort();
    address = "http://127.0.0.1:" + port;
    Path config = Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n");
    server =
        new ProcessBuilder(
                binary.orElseThrow().toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    awaitReady();
  }

  @AfterAll
  void stop() throws InterruptedException {
    gateway.close();
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vector(0.95)                             | [0.95]",
        "1 / 4                                    | 0.25",
        "vector(0) / 0                            | [NaN]",
        "vector(1) / 0                            | [+Inf]",
        "-1 / 0                                   | -Inf",
        "vector(1e20) * 100                       | [10000000000000000000000]",
        "vector(1) > 2                            | []",
        "label_replace(vector(1), 'a', 'b', '', '') or vector(2) | [1,2]",
      })
  void aQueryIsAnswered(String query, String value) {
    assertThat(ask(query, null))
        .isInstanceOfSatisfying(
            ProviderAnswer.Data.class, data -> assertThat(data.text()).isEqualTo(value));
  }

  @Test
  void aRangeIsAnswered() {
    PrometheusRangeQueryArgs range =
        new PrometheusRangeQueryArgs("now() - duration(\"2m\")", "now()", "1m");
    assertThat(ask("vector(7)", range))
        .isInstanceOfSatisfying(
            ProviderAnswer.Data.class, data -> assertThat(data.text()).isEqualTo("[7,7,7]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sum(      | bad_data: ",
        "'text'    | Prometheus metric type not supported",
        "up[5m]    | the query gives a range of values",
      })
  void aBadQueryIsAnError(String query, String message) {
    assertThat(ask(query, null))
        .isInstanceOfSatisfying(
            ProviderAnswer.Failure.class,
            failure -> assertThat(failure.message()).startsWith(message));
  }

  private ProviderAnswer ask(String query, @Nullable PrometheusRangeQueryArgs range) {
    PrometheusMetric metric =
        new PrometheusMetric(address, query, null, null, false, List.of(), range);
    MetricProvider provider =
        new MetricProvider(
            metric, null, null, null, null, null, null, null, null, null, null, Map.of());
    return new PrometheusProvider(
            new AuthenticatedGateway(gateway, new OAuth2Tokens(gateway, InstantSource.system())),
            Optional.empty())
        .measure(
            new MeasurementRequest(
                new RunReference("ns", "run", "u"),
                new Metric("m", "", "", null, "", "", null, null, null, provider, null),
                provider,
                1,
                Instant.now(),
                Cargo.PLAIN));
  }

  private void awaitReady() throws InterruptedException {
    Request ready = new Request.Builder().url(address + "/-/ready").build();
    CallOptions options =
        new CallOptions(
            new Caller("ns", Cargo.PLAIN), Duration.ofSeconds(1), CallOptions.Tls.VERIFIED);
    Instant limit = Instant.now().plus(START_LIMIT);
    while (!(gateway.send(ready, options) instanceof HttpAnswer.Answered answer
        && answer.isSuccess())) {
      assertThat(Instant.now()).as("Prometheus is ready in time").isBefore(limit);
      boolean ended = server != null && server.waitFor(100, TimeUnit.MILLISECONDS);
      assertThat(ended).as("Prometheus ended").isFalse();
    }
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
