package io.rolloutoperator.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleAppTest {

  private static final long SEED = 42;

  private final HttpClient client = HttpClient.newHttpClient();
  private SampleApp app = start(SampleSettings.version("v1"));

  @AfterEach
  void stop() {
    app.close();
    client.close();
  }

  @Test
  void answersItsVersionInHeaderAndBody() throws Exception {
    HttpResponse<String> response = get("/any/path");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("v1\n");
    assertThat(response.headers().firstValue(SampleApp.VERSION_HEADER)).contains("v1");
  }

  @Test
  void failsTheAskedShareOfRequestsAndCountsThem() throws Exception {
    app.change(app.settings().withErrorRate(0.25));

    long failed = failuresOf(400);

    assertThat(failed).as("seed %d", SEED).isBetween(70L, 130L);
    assertThat(get("/metrics").body())
        .contains("http_requests_total{code=\"500\",version=\"v1\"} " + failed + ".0")
        .contains("http_requests_total{code=\"200\",version=\"v1\"} " + (400 - failed) + ".0")
        .contains("http_request_duration_seconds_count{version=\"v1\"} 400");
  }

  @Test
  void sameSeedFailsTheSameRequests() throws Exception {
    app.change(app.settings().withErrorRate(0.5));
    String first = codes(50);
    restart(app.settings());

    assertThat(codes(50)).isEqualTo(first);
  }

  @Test
  void controlEndpointChangesSettingsAndNamesBadOnes() throws Exception {
    assertThat(put("/control?errorRate=1&version=v2").statusCode()).isEqualTo(200);
    assertThat(get("/").statusCode()).isEqualTo(500);
    assertThat(get("/").body()).isEqualTo("v2\n");

    HttpResponse<String> refused = put("/control?errorRate=lots");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("ERROR_RATE=lots: expected a number");
  }

  @Test
  void isHealthyOnlyOnceStarted() throws Exception {
    restart(SampleSettings.version("v1").withStartup(Duration.ofSeconds(2)));

    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    await().atMost(Duration.ofSeconds(20)).until(() -> get("/healthz").statusCode() == 200);
  }

  @Test
  void coldInstanceAnswersMoreSlowlyThanItsLatency() throws Exception {
    restart(
        SampleSettings.version("v1")
            .withLatency(Latency.constant(Duration.ofMillis(20)))
            .withWarmup(Duration.ofMinutes(10), 10));

    assertThat(durationOf("/")).isGreaterThan(Duration.ofMillis(150));

    restart(SampleSettings.version("v1").withLatency(Latency.constant(Duration.ofMillis(20))));
    assertThat(durationOf("/")).isGreaterThan(Duration.ofMillis(19));
  }

  @Test
  void drainingInstanceIsUnhealthyButServesUntilItIsGone() throws Exception {
    restart(SampleSettings.version("v1").withDrain(Duration.ofMillis(500)));
    Thread drain = Thread.ofVirtual().start(this::drain);
    await().pollInterval(Duration.ofMillis(5)).until(() -> get("/healthz").statusCode() == 503);

    assertThat(get("/").statusCode()).isEqualTo(200);

    drain.join();
    assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);
  }

  @Test
  void answersUnderWayAreFinishedWhenDraining() throws Exception {
    restart(
        SampleSettings.version("v1")
            .withLatency(Latency.constant(Duration.ofMillis(400)))
            .withDrain(Duration.ofMillis(100)));
    var answer = client.sendAsync(request("/").build(), HttpResponse.BodyHandlers.ofString());

    app.drain();

    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  private void drain() {
    try {
      app.drain();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void restart(SampleSettings settings) {
    app.close();
    app = start(settings);
  }

  private static SampleApp start(SampleSettings settings) {
    try {
      return SampleApp.start(
          settings, SEED, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long failuresOf(int requests) throws Exception {
    return codes(requests).chars().filter(c -> c == '5').count();
  }

  /** The first digits of the status codes of so many requests, one after another. */
  private String codes(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(i -> Integer.toString(unchecked("/") / 100))
        .reduce("", String::concat);
  }

  private int unchecked(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Duration durationOf(String path) throws Exception {
    long began = System.nanoTime();
    get(path);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path) throws IOException, InterruptedException {
    return client.send(
        request(path).PUT(HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.address().getPort() + path));
  }
}
