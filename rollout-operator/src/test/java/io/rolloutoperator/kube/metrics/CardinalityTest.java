package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.RequestTarget;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.metrics.AnalysisRunSample.Origin;
import io.rolloutoperator.kube.metrics.projection.LabelText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever tenants write, there are so many series and no more, and a scrape never fails. */
class CardinalityTest {
  private final SmallWorld world = new SmallWorld();

  private static JsonNode metrics(Stream<String> names) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    ArrayNode metrics = spec.putArray("metrics");
    names.forEach(
        name -> metrics.addObject().put("name", name).putObject("provider").putObject("web"));
    return spec;
  }

  private List<String> typesOf(Stream<String> names) {
    world.metrics.observe(
        AnalysisRunSample.of(
            "shop",
            "run",
            new Origin("web", "bbb", SmallWorld.BEGAN),
            metrics(names),
            SmallWorld.json("{}")));
    return Scrape.of(world.registry).series("analysis_run_metric_type");
  }

  @Test
  void ofManyMetricsTheFirstHundredAreTold() {
    assertThat(typesOf(IntStream.range(0, 1000).mapToObj(i -> "m" + i))).hasSize(100);
  }

  @Test
  void twoMetricsOfOneNameAreToldOnce() {
    assertThat(typesOf(Stream.of("m", "m"))).hasSize(1);
  }

  @Test
  void longNamesAreCutAndThoseThatAreEqualThenAreToldOnce() {
    String beginning = "m".repeat(LabelText.LONGEST);
    assertThat(typesOf(Stream.of(beginning + "1", beginning + "2", "n")))
        .hasSize(2)
        .allMatch(line -> line.length() < 2 * LabelText.LONGEST);
  }

  @Test
  void noCharacterIsTornApart() {
    String text = "m".repeat(LabelText.LONGEST - 2) + "\uD83D\uDE80" + "m";
    assertThat(LabelText.of(text)).isEqualTo("m".repeat(LabelText.LONGEST - 2) + "…");
  }

  @Test
  void aTemplatesMetricsAreBoundedToo() {
    AnalysisTemplateSample sample =
        AnalysisTemplateSample.of(
            "AnalysisTemplate",
            "shop",
            "t",
            metrics(IntStream.range(0, 1000).mapToObj(i -> "m" + i)));
    assertThat(sample.metricTypes()).hasSize(100);
  }

  @Test
  void requestsAreToldApartByTheFirstThousandNamespaces() {
    for (int i = 0; i < 3 * RequestCounter.MOST_NAMESPACES; i++) {
      URI path = URI.create("/api/v1/namespaces/ns" + i + "/services/web");
      world.metrics.requests().answered(RequestTarget.of("GET", path), 200);
    }
    assertThat(Scrape.of(world.registry).series("controller_clientset_k8s_request_total"))
        .hasSize(RequestCounter.MOST_NAMESPACES + 1)
        .anyMatch(line -> line.contains("namespace=\"N/A\"") && line.endsWith(" 2000.0"));
  }

  /** The figures of docs/metrics.md. */
  @Test
  void aRolloutHas28SeriesAndARunOfOneMetric27() {
    world.metrics.observe(SmallWorld.rollout("web", true));
    world.metrics.reconciled(ReconciledKind.ROLLOUT, "shop", "web", Duration.ofMillis(1));
    assertThat(series("web")).isEqualTo(28);

    AnalysisRunSample two = SmallWorld.run("run", SmallWorld.BEGAN, 1, "0.5");
    world.metrics.observe(
        new AnalysisRunSample(
            "shop", "run", two.origin(), two.phase(), two.metrics().subList(0, 1)));
    world.metrics.reconciled(ReconciledKind.ANALYSIS_RUN, "shop", "run", Duration.ofMillis(1));
    assertThat(series("web") + series("run")).isEqualTo(28 + 27);
  }

  @Test
  void notificationsHaveSeriesByReasonWhichGoWithTheObject() {
    world.metrics.observe(SmallWorld.rollout("web", true));
    NotificationMetrics notifications = world.metrics.notifications();
    for (int i = 0; i < 1000; i++) {
      notifications.sent(SmallWorld.WEB, EventType.NORMAL, "Condition", Duration.ofMillis(i));
    }
    assertThat(Scrape.of(world.registry).series("notification_send_success")).hasSize(1);

    world.metrics.forget("Rollout", "shop", "web");
    notifications.failed(SmallWorld.WEB, EventType.NORMAL, "Condition", Duration.ZERO);
    assertThat(Scrape.of(world.registry).lines())
        .noneMatch(line -> line.startsWith("notification_send") && line.contains("web"));
  }

  @Test
  void problemsOfConfigurationsAreToldOfTheFirstThousandNamespacesUntilTheyAreMended() {
    NotificationMetrics notifications = world.metrics.notifications();
    for (int i = 0; i < 2 * NotificationMetrics.MOST_NAMESPACES; i++) {
      notifications.configurationRead("ns" + i, 1);
    }
    assertThat(configProblems()).hasSize(NotificationMetrics.MOST_NAMESPACES);

    for (int i = 0; i < 2 * NotificationMetrics.MOST_NAMESPACES; i++) {
      notifications.configurationRead("ns" + i, 0);
    }
    assertThat(configProblems()).isEmpty();
    notifications.configurationRead("shop", 3);
    notifications.configurationRead("shop", 2);
    assertThat(configProblems())
        .containsExactly("rollout_operator_notification_config_problems{namespace=\"shop\"} 2.0");
  }

  private List<String> configProblems() {
    return Scrape.of(world.registry).series("rollout_operator_notification_config_problems");
  }

  private long series(String object) {
    return Scrape.of(world.registry).lines().stream()
        .filter(
            line ->
                line.contains("name=\"" + object + "\"")
                    || line.contains("rollout=\"" + object + "\""))
        .count();
  }

  @Test
  void aNameWithQuotesAndLinesIsOneLineOfAScrape() {
    assertThat(typesOf(Stream.of("a\"} 1\nforged{x=\"")))
        .containsExactly(
            "analysis_run_metric_type{metric=\"a\\\"} 1\\nforged{x=\\\"\",name=\"run\","
                + "namespace=\"shop\",type=\"Web\"} 1.0");
  }
}
