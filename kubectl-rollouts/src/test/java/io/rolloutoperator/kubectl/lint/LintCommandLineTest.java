package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.PluginRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lint is called, and how it ends. */
class LintCommandLineTest {

  private static final String ROLLOUT =
      "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web}, spec: {selector:"
          + " {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec:"
          + " {containers: [{name: main, image: 'web:1'}]}}, strategy: {canary: {%s}}}}";

  @TempDir private Path folder;

  private PluginRun lint(String arguments) {
    return PluginRun.alone("lint " + arguments.replace("DIR", folder.toString()), Map.of());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @ParameterizedTest
  @CsvSource({"DIR", "DIR/r.yaml", "-f DIR", "DIR -f DIR/r.yaml", "DIR/r.yaml DIR", "-f=DIR DIR"})
  void filesAndFoldersStandWithAndWithoutAFlag(String arguments) throws IOException {
    write("r.yaml", ROLLOUT.formatted("minPodsPerReplicaSet: 2"));
    PluginRun run = lint(arguments);
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).isEqualTo("1 warning\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void warningsAreErrorsForWhoIsStrict() throws IOException {
    write("r.yaml", ROLLOUT.formatted("minPodsPerReplicaSet: 2"));
    PluginRun run = lint("DIR --strict");
    assertThat(run.out()).doesNotContain("warning");
    assertThat(run.err())
        .isEqualTo(
            "1 error\nError: spec.strategy.canary.minPodsPerReplicaSet: has no effect without"
                + " trafficRouting\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(lint("DIR --strict -o json").out()).contains("\"errors\": 1", "\"warnings\": 0");
  }

  @Test
  void aFileThatCannotBeReadIsToldOnce() throws IOException {
    write("r.yaml", "a: [1");
    PluginRun run = lint("DIR/r.yaml DIR/gone.yaml");
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).isEqualTo("Error: 2 errors\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void anEmptyFileIsWrongOnlyIfItIsNamed() throws IOException {
    write("r.yaml", "# to be written");
    assertThat(lint("DIR").out()).isEmpty();
    assertThat(lint("DIR/r.yaml").out()).endsWith("r.yaml:1: the file is empty\n");
  }

  @Test
  void whoFindsNothingSaysWhatWasChecked() throws IOException {
    write("r.yaml", ROLLOUT.formatted("maxSurge: 1"));
    write("s.yaml", "{apiVersion: v1, kind: Service, metadata: {name: web}}");
    PluginRun run = lint("DIR");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("nothing found: 1 object in 2 files\n");
    assertThat(run.code()).isZero();
    assertThat(lint("DIR -o json").err()).isEmpty();
    assertThat(lint("DIR -o github").err()).isEmpty();
  }

  @Test
  void errorsAndWarningsAreCounted() throws IOException {
    write("r.yaml", ROLLOUT.formatted("minPodsPerReplicaSet: 2, stepps: []"));
    assertThat(lint("DIR").err())
        .isEqualTo(
            "1 error, 1 warning\nError: error unmarshaling JSON: while decoding JSON: json: unknown"
                + " field \"stepps\"\n");
  }

  @Test
  void onlyTheTemplatesOfAChartArePassedOver() throws IOException {
    String wrong = "a: [{{ .Values.x }}: 1";
    write("chart/Chart.yaml", "name: chart");
    write("chart/templates/r.yaml", wrong);
    write("chart/templates/deep/r.yaml", wrong);
    assertThat(lint("DIR").code()).isZero();
    write("templates/r.yaml", wrong);
    assertThat(lint("DIR").out()).contains("/templates/r.yaml:1: ").doesNotContain("chart");
  }
}
