package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.metrics.projection.ReleaseOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every byte of a small world's metrics, and what becomes of them as it changes. */
class ExpositionTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "testdata", "metrics", "small-world.golden");

  private final SmallWorld world = new SmallWorld();

  private List<String> series(String metric) {
    return Scrape.of(world.registry).series(metric);
  }

  /** Run with {@code -Dgolden.update} to write the file anew. */
  @Test
  void aSmallWorldIsToldAsTheGoldenFileSays() throws IOException {
    List<String> lines =
        Scrape.of(world.everythingHappens().registry).lines().stream()
            .filter(line -> !line.startsWith("build_info{"))
            .toList();
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
  }

  @Test
  void nothingIsLeftOfObjectsThatAreGone() {
    world.everythingHappens();
    world.metrics.forget("Rollout", "shop", "web");
    world.metrics.forget("AnalysisRun", "shop", "web-2-1");
    world.metrics.forget("GitSync", "shop", "web");
    world.gitSync.forget("shop", "web");
    world.experiments.clear();
    world
        .metrics
        .counting((_, _, _, _) -> {})
        .emit(
            SmallWorld.WEB,
            io.rolloutoperator.kube.events.EventType.NORMAL,
            "RolloutDeleted",
            "Rollout web/shop is deleted.");

    assertThat(Scrape.of(world.registry).lines())
        .filteredOn(line -> line.contains("namespace=\"shop\""))
        .allMatch(
            line ->
                line.startsWith("controller_clientset_k8s_request_total{")
                    || line.startsWith("analysis_template_"));
  }

  @Test
  void outcomesStayWhileTheNamespaceHasARolloutAndBeginAtZero() {
    world.metrics.observe(SmallWorld.rollout("web", true));
    world.metrics.observe(SmallWorld.rollout("api", true));
    assertThat(series("rollout_operator_outcomes_total"))
        .hasSize(ReleaseOutcome.values().length)
        .allMatch(line -> line.endsWith(" 0.0"));

    world
        .metrics
        .releases()
        .ended("shop", "web", SmallWorld.end(ReleaseOutcome.ABORTED_BY_ANALYSIS, "Aborted"));
    world.metrics.forget("Rollout", "shop", "web");
    assertThat(series("rollout_operator_outcomes_total"))
        .contains(
            "rollout_operator_outcomes_total"
                + "{cause=\"analysis\",namespace=\"shop\",outcome=\"aborted\"} 1.0");

    world.metrics.forget("Rollout", "shop", "api");
    assertThat(series("rollout_operator_outcomes_total")).isEmpty();
  }

  @Test
  void theNewestRunOfAMetricIsTold() {
    world.metrics.observe(SmallWorld.run("web-2-2", SmallWorld.BEGAN.plusSeconds(9), 2, "0.25"));
    world.metrics.observe(SmallWorld.run("web-2-1", SmallWorld.BEGAN, 1, "0.5"));
    String value =
        "rollout_operator_metric_value"
            + "{arm=\"canary\",metric=\"errors\",namespace=\"shop\",rollout=\"web\"} ";
    assertThat(series("rollout_operator_metric_value")).containsExactly(value + "0.25");

    world.metrics.forget("AnalysisRun", "shop", "web-2-2");
    assertThat(series("rollout_operator_metric_value")).containsExactly(value + "0.5");
  }

  /** In whichever order the operator hears of the Rollout and of its run. */
  @Test
  void aPairOfMetricsHasTheNumbersOfBothVersions() {
    world.metrics.observe(SmallWorld.pair("[0.2]", "[0.02]"));
    world.metrics.observe(SmallWorld.rollout("web", true));

    assertThat(series("rollout_operator_metric_value"))
        .containsExactlyInAnyOrder(
            value("canary", "errors", "0.2"),
            value("stable", "errors", "0.02"),
            value("canary", "before", "0.2"),
            value("stable", "before", "0.02"));
  }

  private static String value(String arm, String metric, String value) {
    return "rollout_operator_metric_value{arm=\"%s\",metric=\"%s\",namespace=\"shop\",rollout=\"web\"} %s"
        .formatted(arm, metric, value);
  }

  @Test
  void confirmedWeightsStayUntilOthersAre() {
    world.metrics.observe(SmallWorld.rollout("web", false));
    assertThat(series("rollout_operator_weight_wanted")).hasSize(2);
    assertThat(series("rollout_operator_weight_verified")).isEmpty();

    world.metrics.observe(SmallWorld.rollout("web", true));
    List<String> confirmed = series("rollout_operator_weight_verified");
    assertThat(confirmed).hasSize(2).anyMatch(line -> line.endsWith(" 20.0"));

    world.metrics.observe(SmallWorld.rollout("web", false));
    assertThat(series("rollout_operator_weight_verified")).isEqualTo(confirmed);
  }

  @Test
  void aCommitThatLedToAnEarlierRevisionDoesNotCount() {
    world.metrics.releases().committed("shop", "web", SmallWorld.BEGAN.minusSeconds(7200));
    world
        .metrics
        .releases()
        .ended("shop", "web", SmallWorld.end(ReleaseOutcome.PROMOTED_BY_STEPS, "Promoted"));

    assertThat(series("rollout_operator_commit_to_promoted_seconds_sum"))
        .containsExactly(
            "rollout_operator_commit_to_promoted_seconds_sum{since=\"revision\"} 600.0");
  }
}
