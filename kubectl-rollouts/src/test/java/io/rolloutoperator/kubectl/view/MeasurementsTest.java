package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.evidence.Versions;
import io.rolloutoperator.kubectl.json.Yaml;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementsTest {

  private static final String ROLLOUT =
      """
      spec: {strategy: {canary: {canaryService: shop-canary, stableService: shop}}}
      status: {currentPodHash: 6f7d9c, stableRS: 5b8c4d}
      """;

  /** Two metrics of one question; the second one is about the stable version. */
  private static final String PAIR =
      """
      metadata: {name: run}
      spec:
        args: [{name: canary-hash, value: 6f7d9c}, {name: stable-hash, value: 5b8c4d}]
        metrics:
        - name: errors-canary
          successCondition: result[0] < 0.05
          provider: {prometheus: {query: 'errors{hash="{{args.canary-hash}}"}'}}
        - name: errors-stable
          provider: {prometheus: {query: 'errors{hash="{{ args.stable-hash }}"}'}}
        - name: restarts
          provider: {prometheus: {query: restarts}}
      status:
        phase: Failed
        metricResults:
        - name: errors-canary
          phase: Failed
          count: 2
          successful: 1
          failed: 1
          measurements: [{phase: Successful, value: "[0.01]"}, {phase: Failed, value: "[0.2]"}]
        - name: errors-stable
          phase: Successful
          count: 1
          successful: 1
          measurements: [{phase: Successful, value: "[0.02]"}]
      """;

  private static JsonNode tree(String yaml) throws IOException {
    return Yaml.documents(yaml).getFirst();
  }

  private static Measurements measured(String run) throws IOException {
    return Measurements.of(tree(run), Versions.of(tree(ROLLOUT)));
  }

  private static String verdict(String run) throws IOException {
    return measured(run).verdict().orElseThrow().rendered(false);
  }

  @Test
  void theVerdictHasTheNumbersOfBothVersions() throws IOException {
    assertThat(verdict(PAIR))
        .isEqualTo(
            "errors-canary Failed: canary last [0.2], stable last [0.02] (errors-stable), good is"
                + " result[0] < 0.05; 2 measured, 1 good, 1 failed (limit 0)");
  }

  @Test
  void theEvidenceHasTheQueriesWithTheirArgumentsAndTheNumbers() throws IOException {
    assertThat(measured(PAIR).evidence())
        .extracting(line -> line.rendered(false))
        .containsExactly(
            "errors-canary (canary) asks prometheus: errors{hash=\"6f7d9c\"}",
            "errors-canary measured [0.01], [0.2] Failed",
            "errors-stable (stable) asks prometheus: errors{hash=\"5b8c4d\"}",
            "errors-stable measured [0.02]",
            "restarts asks prometheus: restarts");
  }

  @Test
  void withoutTheRolloutTheNamesOfMetricsTellWhoseNumbersTheyAre() throws IOException {
    assertThat(Measurements.of(tree(PAIR)).verdict().orElseThrow().rendered(false))
        .startsWith("errors-canary Failed: canary last [0.2], stable last [0.02]");
    assertThat(
            Measurements.of(tree(PAIR.replace("errors-canary", "errors")))
                .verdict()
                .orElseThrow()
                .rendered(false))
        .startsWith("errors Failed: last [0.2], good is");
  }

  /** What a metric that compares writes; its own sentence, if it has one, says the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | canary 37/3005, stable 30/27060; 1 measured, 0 good
          canary fails 1.2 %        | canary fails 1.2 %; 1 measured, 0 good
          """)
  void aComparisonShowsWhatItCounted(String message, String sentence) throws IOException {
    String run =
        """
        metadata: {name: run}
        status:
          metricResults:
          - name: errors
            phase: Running
            message: '%s'
            count: 1
            measurements:
            - {phase: Running, value: "1.12", metadata: {canary: 37/3005, stable: 30/27060}}
        """
            .formatted(message);
    assertThat(verdict(run)).isEqualTo("errors Running: " + sentence);
  }

  /** A query of the template may differ from the one that was sent. */
  @Test
  void theQueryThatWasSentCounts() throws IOException {
    String run =
        """
        metadata: {name: run}
        spec: {metrics: [{name: m, provider: {prometheus: {query: 'x{hash="{{args.hash}}"}'}}}]}
        status:
          metricResults:
          - {name: m, phase: Running, metadata: {ResolvedPrometheusQuery: 'x{hash="5b8c4d"}'}}
        """;
    assertThat(measured(run).evidence())
        .extracting(line -> line.rendered(false))
        .isEqualTo(List.of("m (stable) asks prometheus: x{hash=\"5b8c4d\"}"));
  }
}
