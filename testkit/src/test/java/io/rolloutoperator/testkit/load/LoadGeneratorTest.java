package io.rolloutoperator.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.testkit.sample.Latency;
import io.rolloutoperator.testkit.sample.SampleApp;
import io.rolloutoperator.testkit.sample.SampleSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

  private SampleApp app;

  @BeforeEach
  void start() throws Exception {
    app =
        SampleApp.start(
            SampleSettings.version("v1"),
            1,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void sendsExactlyThePlannedRequestsAndCountsFailures() throws Exception {
    app.change(app.settings().withErrorRate(0.2));

    LoadReport report = run(200, Duration.ofSeconds(2));

    assertThat(report.requests()).isEqualTo(400);
    assertThat(report.version("v1").failed()).isBetween(50L, 115L);
    assertThat(report.version("v1").results())
        .containsEntry("500", report.failed())
        .containsEntry("200", 400 - report.failed());
    assertThat(report.share("v1")).isEqualTo(100);
  }

  @Test
  void slowServerDoesNotSlowTheClientsDown() throws Exception {
    app.change(app.settings().withLatency(Latency.constant(Duration.ofMillis(800))));

    Instant began = Instant.now();
    LoadReport report = run(100, Duration.ofSeconds(1));

    assertThat(report.requests()).isEqualTo(100);
    assertThat(report.version("v1").latency().p50()).isGreaterThan(Duration.ofMillis(790));
    assertThat(Duration.between(began, Instant.now()))
        .as("one after another it would have been 80 s")
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void requestsWithoutAnAnswerCountAsFailuresOfNoVersion() throws Exception {
    app.close();

    LoadReport report = run(50, Duration.ofSeconds(1));

    assertThat(report.failed()).isEqualTo(50);
    assertThat(report.version(LoadReport.NO_VERSION).requests()).isEqualTo(50);
    assertThat(report.version(LoadReport.NO_VERSION).results())
        .containsEntry("ConnectException", 50L);
  }

  @Test
  void answersAfterTheTimeoutAreFailures() throws Exception {
    app.change(app.settings().withLatency(Latency.constant(Duration.ofSeconds(20))));

    LoadReport report = run(20, Duration.ofMillis(500));

    assertThat(report.version(LoadReport.NO_VERSION).results()).containsOnlyKeys("timeout");
  }

  @Test
  void windowsHoldTheRequestsThatShouldHaveStartedInThem() throws Exception {
    Instant began = Instant.now();
    try (LoadGenerator load = LoadGenerator.start(plan(100, Duration.ofSeconds(2)))) {
      app.change(app.settings());
      new CountDownLatch(1).await(1, TimeUnit.SECONDS);
      Instant changed = Instant.now();
      app.change(SampleSettings.version("v2"));
      load.await();

      LoadReport before = load.between(began, changed.minusMillis(50));
      LoadReport after = load.between(changed.plusMillis(50), Instant.now());

      assertThat(before.versions()).containsOnlyKeys("v1");
      assertThat(after.versions()).containsOnlyKeys("v2");
      assertThat(before.requests() + after.requests()).isBetween(180L, 200L);
    }
  }

  @Test
  void closeEndsARunAtOnce() {
    LoadGenerator load = LoadGenerator.start(plan(100, Duration.ofMinutes(10)));
    Instant closing = Instant.now();

    load.close();

    assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void unboundedPlansAreRefused() {
    assertThatThrownBy(() -> plan(10_000, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 5000000 requests");
  }

  private LoadReport run(double perSecond, Duration length) throws InterruptedException {
    try (LoadGenerator load = LoadGenerator.start(plan(perSecond, length))) {
      return load.await();
    }
  }

  private LoadPlan plan(double perSecond, Duration length) {
    return new LoadPlan(
        URI.create("http://127.0.0.1:" + app.address().getPort() + "/"),
        "app.example.com",
        SampleApp.VERSION_HEADER,
        perSecond,
        length,
        Duration.ofSeconds(3));
  }
}
