package io.rolloutoperator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What dashboards and alert rules refer to is there. */
class MonitoringFilesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final String RUNBOOKS = "docs/troubleshooting.md#";

  static Stream<JsonNode> alerts() {
    return Monitoring.alerts().stream();
  }

  private static Set<String> matches(Pattern pattern, String page) throws IOException {
    return pattern
        .matcher(Files.readString(DOCS.resolve(page)))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A heading as links name it. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alerts")
  void anAlertSaysWhatItIsAndWhatToDo(JsonNode alert) throws IOException {
    JsonNode annotations = alert.path("annotations");
    assertThat(annotations.path("summary").asText()).isNotEmpty();
    assertThat(annotations.path("description").asText()).endsWith(".");
    assertThat(alert.at("/labels/severity").asText()).isIn("info", "warning", "critical");
    String runbook = annotations.path("runbook_url").asText();
    assertThat(runbook).startsWith(RUNBOOKS);
    assertThat(matches(HEADING, "troubleshooting.md").stream().map(MonitoringFilesTest::anchor))
        .contains(runbook.substring(RUNBOOKS.length()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alerts")
  void anAlertAsksForMetricsThatThereAre(JsonNode alert) throws IOException {
    assertThat(matches(DOCUMENTED, "metrics.md"))
        .containsAll(Monitoring.ownMetrics(alert.path("expr").asText()));
  }

  @Test
  void eachAlertIsSeenToRingAndToBeQuiet() {
    Set<String> all = new TreeSet<>(alerts().map(alert -> alert.path("alert").asText()).toList());
    assertThat(tested(true)).isEqualTo(all);
    assertThat(tested(false)).isEqualTo(all);
  }

  private static Set<String> tested(boolean rings) {
    return Monitoring.alertTests().stream()
        .filter(test -> test.path("exp_alerts").isEmpty() != rings)
        .map(test -> test.path("alertname").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("io.rolloutoperator.monitoring.Dashboard#FILES")
  void aDashboardCanBeProvisioned(String file) {
    JsonNode json = Dashboard.read(file).json();
    assertThat(json.path("uid").asText()).startsWith("rollout-operator-").hasSizeLessThan(40);
    assertThat(json.path("schemaVersion").asInt()).isGreaterThan(36);
    assertThat(json.path("id").isNull()).as("an id is the server's").isTrue();
    assertThat(json.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(json.at("/templating/list/0/query").asText()).isEqualTo("prometheus");
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("io.rolloutoperator.monitoring.Dashboard#FILES")
  void everythingAsksTheChosenPrometheus(String file) {
    Dashboard dashboard = Dashboard.read(file);
    assertThat(dashboard.json().findValues("datasource"))
        .isNotEmpty()
        .allMatch(source -> source.path("uid").asText().equals("${datasource}"));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("io.rolloutoperator.monitoring.Dashboard#FILES")
  void panelsHaveIdsTitlesAndPlacesOfTheirOwn(String file) {
    JsonNode panels = Dashboard.read(file).json().path("panels");
    assertThat(Json.elements(panels).map(panel -> panel.path("id").asInt()))
        .doesNotHaveDuplicates();
    assertThat(Json.elements(panels).map(panel -> panel.path("gridPos"))).doesNotHaveDuplicates();
    assertThat(Json.elements(panels).map(panel -> panel.path("title").asText()))
        .doesNotHaveDuplicates()
        .allMatch(title -> !title.isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("io.rolloutoperator.monitoring.Dashboard#FILES")
  void aDashboardAsksForMetricsThatThereAre(String file) throws IOException {
    Set<String> documented = matches(DOCUMENTED, "metrics.md");
    assertThat(Dashboard.read(file).expressions())
        .allSatisfy(
            expression -> assertThat(documented).containsAll(Monitoring.ownMetrics(expression)));
  }
}
