package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A release seen, promoted and aborted in the browser, on a real control plane. Isolated, as
 * operators of other tests look at all namespaces.
 */
@RequiresCluster
@Isolated
@ExpectWarnings("RolloutAborted")
class DashboardIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Pods of the prefix sim are reports only. */
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: web, image: "sim/web:1.0"}]}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}, {setWeight: 75}, {pause: {}}]}}
      """;

  @TempDir private static Path scratch;

  private static TestNamespace namespace;
  private static PluginWorld world;
  private static PluginProcess plugin;

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    DashboardIT.namespace = namespace;
    world = PluginWorld.start(namespace, "dashboard-operator", scratch);
    plugin = world.plugin();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void aReleaseIsPromotedAndAbortedInTheBrowser() {
    namespace.apply(ROLLOUT);
    plugin.run("status shop -t 60s").ok();
    PluginProcess.Running dashboard = plugin.start("dashboard --port 0");
    try (DashboardBrowser browser = DashboardBrowser.open(dashboard)) {
      List<String> list = browser.follow("rollouts?namespace=" + namespace.name());
      List<String> page = browser.follow("rollout/%s/shop".formatted(namespace.name()));
      shows(page, "\"word\":\"Healthy\"");
      assertThat(press(browser, "abort", 409)).contains("there is no update to abort");

      plugin.run("set image shop web=sim/web:2.0").ok();
      shows(page, "\"word\":\"Paused\"");
      shows(page, "a person to promote or abort it");
      shows(list, "\"word\":\"Paused\"");
      assertThat(press(browser, "promote", 200))
          .isEqualTo("{\"message\":\"rollout 'shop' promoted\"}");
      shows(page, "\"index\":3,");

      assertThat(press(browser, "abort", 200))
          .isEqualTo("{\"message\":\"rollout 'shop' aborted\"}");
      shows(page, "RolloutAborted");
      assertThat(press(browser, "promote", 409)).contains("promote would do nothing");
      dashboard.process().destroy();
      assertThat(dashboard.end().code()).isZero();
    }
  }

  private static String press(DashboardBrowser browser, String action, int status) {
    HttpResponse<String> answer = browser.press(namespace.name(), "shop", action);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private static void shows(List<String> events, String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(events).anyMatch(line -> line.contains(text)));
  }

  /** Other commands start as fast as if there were no dashboard. */
  @Test
  void otherCommandsLoadNothingOfIt() throws IOException {
    Path log = scratch.resolve("classes.txt");
    plugin.start("list rollouts -o name", "-Xlog:class+load:file=" + log).end().ok();
    assertThat(Files.readString(log))
        .contains("io.rolloutoperator.kubectl.Main")
        .doesNotContain("kubectl.dashboard", "sun.net.httpserver");
  }
}
