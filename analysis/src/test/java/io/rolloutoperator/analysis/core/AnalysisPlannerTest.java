package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.analysis.core.SimulatedRun.Weather;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.MetricResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario is a run with scripted answers; its golden log is every status, event and question
 * of the run.
 */
class AnalysisPlannerTest {

  private static final Path RUNS = GoldenFile.TESTDATA.resolve("runs");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  static List<String> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(RUNS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aRunTakesItsCourse(String name) throws IOException {
    SimulatedRun run = new SimulatedRun(scenario(name), Weather.CALM).until(LIMIT);
    GoldenFile.check(RUNS.resolve(name + ".golden"), run.log());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aReportThatIsGivenTwiceCountsOnce(String name) throws IOException {
    SimulatedRun calm = new SimulatedRun(scenario(name), Weather.CALM).until(LIMIT);
    SimulatedRun repeated = new SimulatedRun(scenario(name), Weather.REPEATED_REPORTS).until(LIMIT);
    assertThat(repeated.log()).isEqualTo(calm.log());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aRestartNeitherLosesNorCountsAMeasurementTwice(String name) throws IOException {
    SimulatedRun calm = new SimulatedRun(scenario(name), Weather.CALM).until(LIMIT);
    SimulatedRun restarted = new SimulatedRun(scenario(name), Weather.RESTARTS).until(LIMIT);
    if (AnalysisPhase.of(calm.status().phase()).isCompleted()) {
      assertThat(masked(restarted.status())).isEqualTo(masked(calm.status()));
    }
  }

  private static List<String> masked(AnalysisRunStatus status) {
    Stream<String> run =
        Stream.of(status.phase(), status.message(), status.runSummary().toString());
    return Stream.concat(run, status.metricResults().stream().map(AnalysisPlannerTest::masked))
        .toList();
  }

  private static String masked(MetricResult result) {
    return Stream.of(
            result.name(),
            result.phase(),
            result.message(),
            result.count(),
            result.error(),
            result.measurements().size())
        .map(String::valueOf)
        .reduce("", (left, right) -> left + " " + right);
  }

  private static JsonNode scenario(String name) throws IOException {
    return YAMLMapper.builder().build().readTree(Files.readString(RUNS.resolve(name + ".yaml")));
  }
}
