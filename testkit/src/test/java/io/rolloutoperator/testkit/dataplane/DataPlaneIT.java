package io.rolloutoperator.testkit.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadPlan;
import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.sample.SampleApp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Real pods, real endpoints, a real proxy: what the route says is what clients see and what
 * Prometheus counts.
 */
@RequiresDataPlane
class DataPlaneIT {

  private static final double CANARY_ERRORS = 0.5;

  private static TwoVersions versions;
  private static DataPlane proxy;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start(TestNamespace namespace, DataPlane proxy, PrometheusServer prometheus) {
    DataPlaneIT.proxy = proxy;
    DataPlaneIT.prometheus = prometheus;
    versions = new TwoVersions(namespace);
    versions.start(50, CANARY_ERRORS);
  }

  @Test
  void clientsSeeTheWeightsOfTheRoute() throws Exception {
    awaitShareOfCanary(20);

    LoadReport report = load(400, Duration.ofSeconds(15)).await();

    System.out.println(report);
    assertThat(report.requests()).isEqualTo(6000);
    assertThat(report.share(TwoVersions.STABLE)).isCloseTo(80, within(2.0));
    assertThat(report.share(TwoVersions.CANARY)).isCloseTo(20, within(2.0));
  }

  @Test
  void changedWeightReachesEveryClientWithoutALostRequest() throws Exception {
    awaitShareOfCanary(50);
    try (LoadGenerator load = load(200, Duration.ofSeconds(6))) {
      await().until(() -> load.report().requests() > 200);
      Instant changed = Instant.now();
      versions.weight(0);

      LoadReport all = load.await();

      LoadReport later = load.between(changed.plusSeconds(2), Instant.now());
      System.out.printf(
          "last request of the canary due %d ms after the change%n",
          Duration.between(changed, load.latest(TwoVersions.CANARY).orElseThrow()).toMillis());
      assertThat(later.requests()).isGreaterThan(100);
      assertThat(later.versions()).containsOnlyKeys(TwoVersions.STABLE);
      assertThat(all.version(TwoVersions.CANARY).requests()).isPositive();
      assertThat(all.version(LoadReport.NO_VERSION).requests()).isZero();
    }
  }

  @Test
  void errorsOfAVersionAreCountedForItAloneByClientsAndByPrometheus() throws Exception {
    awaitShareOfCanary(50);
    awaitQuiet();
    double failedBefore = counted("500");
    double servedBefore = counted("200");

    LoadReport report = load(200, Duration.ofSeconds(5)).await();

    long failed = report.version(TwoVersions.CANARY).failed();
    long served = report.version(TwoVersions.CANARY).requests() - failed;
    assertThat(report.version(TwoVersions.STABLE).failed()).isZero();
    assertThat(report.version(TwoVersions.CANARY).results()).containsOnlyKeys("200", "500");
    assertThat(100.0 * failed / (failed + served)).isCloseTo(100 * CANARY_ERRORS, within(15.0));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(counted("500") - failedBefore).isEqualTo((double) failed);
              assertThat(counted("200") - servedBefore).isEqualTo((double) served);
            });
  }

  /**
   * The canary's requests by status code, found by the label that tells one ReplicaSet's pods from
   * another's.
   */
  private static double counted(String code) {
    return prometheus
        .query(
            "sum(http_requests_total{rollouts_pod_template_hash=\"hash-of-v2\",version=\"v2\",code=\"%s\"})"
                .formatted(code))
        .stream()
        .mapToDouble(PrometheusServer.Series::value)
        .sum();
  }

  /** Until Prometheus has seen the last of earlier requests. */
  private static void awaitQuiet() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                prometheus.query("sum(changes(http_requests_total{version=\"v2\"}[3s]))").stream()
                    .allMatch(series -> series.value() == 0));
  }

  /** Sets the weight and waits until short bursts show that the proxy has taken it over. */
  private static void awaitShareOfCanary(int weight) {
    versions.weight(weight);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              LoadReport burst = load(200, Duration.ofSeconds(1)).await();
              assertThat(burst.version(LoadReport.NO_VERSION).requests()).isZero();
              assertThat(burst.share(TwoVersions.CANARY)).isCloseTo(weight, within(15.0));
            });
  }

  private static LoadGenerator load(double perSecond, Duration length) {
    return LoadGenerator.start(
        new LoadPlan(
            proxy.address(),
            TwoVersions.HOST,
            SampleApp.VERSION_HEADER,
            perSecond,
            length,
            Duration.ofSeconds(5)));
  }
}
