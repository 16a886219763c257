package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the log says of a release that is judged, goes on and is aborted: every decision in a line
 * of its own, with its reason.
 */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "AnalysisRunFailed", "MetricFailed"})
class ReleaseLogIT {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "testdata", "logs", "release.golden");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lines of one pass before its write is done. */
  private static final int LONGEST_PLAN = 3;

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  ReleaseLogIT(TestNamespace namespace) {
    this.namespace = namespace;
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--log-format=json");
    this.operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
  }

  /** Run with {@code -Dgolden.update} to write the file anew. */
  @Test
  void eachDecisionIsALineWithItsReason() throws IOException {
    try (ScriptedPrometheus judge = ScriptedPrometheus.open()) {
      JudgedRollouts judged = new JudgedRollouts(namespace, judge);
      LiveRollout rollout = judged.byStep("web", "count: 2, interval: 1s", "1", "0.5");
      rollout.awaitPhase("Degraded");
      rollout.await("only stable pods", _ -> rollout.scales().equals("1=2 2=0"));
      namespace.await(
          "the last write is told",
          () -> decisions().stream().anyMatch(line -> line.endsWith("ReplicaSet web-HASH to 0")));
    }
    List<String> decisions = decisions();
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, decisions);
    }
    assertThat(decisions).isEqualTo(Files.readAllLines(GOLDEN));
  }

  /** First those of the Rollout, then those of the AnalysisRun: they go on side by side. */
  private List<String> decisions() {
    List<String> decisions = new ArrayList<>();
    told().stream()
        .sorted(Comparator.comparing((JsonNode line) -> line.path("kind").asText()).reversed())
        .map(this::line)
        .forEach(line -> addOnce(decisions, line));
    return decisions;
  }

  /** A plan whose write met somebody else's is made and told again, and counts once. */
  private static void addOnce(List<String> decisions, String line) {
    decisions.add(line);
    for (int told = 1; told <= LONGEST_PLAN && told * 2 <= decisions.size(); told++) {
      List<String> last = decisions.subList(decisions.size() - told, decisions.size());
      List<String> before = decisions.subList(decisions.size() - told * 2, decisions.size() - told);
      if (last.equals(before) && last.stream().noneMatch(one -> one.contains(": done: "))) {
        last.clear();
        return;
      }
    }
  }

  /** The lines of decisions; every line of the log is an object with the documented fields. */
  private List<JsonNode> told() {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : log()) {
      JsonNode json = parsed(line);
      assertThat(json.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:.+Z");
      assertThat(json.path("level").asText()).isIn("info", "warn", "error");
      assertThat(json.path("logger").asText()).isNotEmpty();
      assertThat(json.path("msg").asText()).isNotEmpty();
      if (json.has("code")) {
        lines.add(json);
      }
    }
    return lines;
  }

  private List<String> log() {
    try {
      return Files.readAllLines(operator.local().log()).stream()
          .filter(line -> line.startsWith("{"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  /** Without what differs from run to run: the namespace and the hashes of pod templates. */
  private String line(JsonNode json) {
    assertThat(json.path("namespace").asText()).isEqualTo(namespace.name());
    assertThat(json.path("msg").asText())
        .startsWith(
            "%s %s/%s: %s: "
                .formatted(
                    json.path("kind").asText(),
                    namespace.name(),
                    json.path("name").asText(),
                    json.path("code").asText()));
    return "%s %s"
        .formatted(json.path("level").asText(), json.path("msg").asText())
        .replace(namespace.name(), "NAMESPACE")
        .replaceAll("\\bweb-[0-9a-f]{8,10}\\b", "web-HASH")
        .replaceAll("\\([0-9a-f]{8,10}\\)", "(HASH)");
  }
}
