package io.rolloutoperator.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of analyses is what they say themselves. */
class VerdictTest {

  private static final JsonNode OF_H = status("{'currentPodHash': 'h'}");

  /** A Rollout of this status. */
  private static JsonNode status(String json) {
    try {
      return new ObjectMapper().readTree("{'status': %s}".formatted(json).replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static JsonNode run(String created, String hash, String phase, String results) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {'metadata': {'creationTimestamp': '%s', 'labels': {'rollouts-pod-template-hash': '%s'}},
               'status': {'phase': '%s', 'message': 'the run says so', 'metricResults': [%s]}}
              """
                  .formatted(created, hash, phase, results)
                  .replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(results, e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "message | {'name': 'm', 'phase': 'Failed', 'measurements': [{'value': '9'}, {'value': '1',"
            + " 'message': 'too bad'}]} | Metric \"m\" Failed: too bad",
        "message of the metric | {'name': 'm', 'phase': 'Failed', 'message': 'no luck'} | Metric"
            + " \"m\" Failed: no luck",
        "value | {'name': 'm', 'phase': 'Failed', 'measurements': [{'value': '[0.42]'}]} | Metric"
            + " \"m\" Failed: measured [0.42]",
        "nothing | {'name': 'm', 'phase': 'Failed'} | Metric \"m\" Failed",
        "lines | {'name': 'm', 'phase': 'Failed', 'message': 'a\\nb'} | Metric \"m\" Failed: a b",
        "the metric that failed | {'name': 'l', 'phase': 'Successful'}, {'name': 'd', 'phase':"
            + " 'Failed', 'dryRun': true}, {'name': 'm', 'phase': 'Failed'} | Metric \"m\" Failed",
        "no metric | {'name': 'l', 'phase': 'Successful'} | the run says so",
      })
  void itIsOneLine(String name, String results, String sentence) {
    assertThat(Verdict.of(List.of(run("1", "h", "Failed", results)), OF_H).sentence())
        .isEqualTo(sentence);
  }

  @Test
  void bothVersionsNumbersAreTold() {
    Verdict compared =
        Verdict.of(
            List.of(
                run(
                    "1",
                    "h",
                    "Failed",
                    "{'name': 'm', 'phase': 'Failed', 'measurements': [{'value': '1.12',"
                        + " 'metadata': {'canary': '37/3005', 'stable': '30/27060'}}]}")),
            OF_H);
    assertThat(compared.canary()).isEqualTo("37/3005");
    assertThat(compared.stable()).isEqualTo("30/27060");
  }

  /** As Argo Rollouts' users compare: two metrics, a query each. */
  @Test
  void theMetricThatAsksTheSameOfTheStableVersionIsToldWithIt() throws JsonProcessingException {
    JsonNode run =
        new ObjectMapper()
            .readTree(
                """
                {'metadata': {'labels': {'rollouts-pod-template-hash': 'h'}},
                 'spec': {'args': [{'name': 'canary', 'value': 'h'}, {'name': 'stable', 'value': 's'}],
                  'metrics': [
                   {'name': 'errors', 'provider': {'prometheus': {'query': 'e{v="{{args.canary}}"}'}}},
                   {'name': 'before', 'provider': {'prometheus': {'query': 'e{v="{{args.stable}}"}'}}}]},
                 'status': {'phase': 'Failed', 'metricResults': [
                   {'name': 'errors', 'phase': 'Failed', 'measurements': [{'value': '[0.42]'}]},
                   {'name': 'before', 'phase': 'Successful', 'measurements': [{'value': '[0.01]'}]}]}}
                """
                    .replace("\"", "\\\"")
                    .replace('\'', '"'));

    assertThat(Verdict.of(List.of(run), status("{'currentPodHash': 'h', 'stableRS': 's'}")))
        .isEqualTo(
            new Verdict(
                "errors",
                "Metric \"errors\" Failed: measured canary [0.42], stable [0.01]",
                "[0.42]",
                "[0.01]"));
  }

  @Test
  void theNewestRunOfTheRevisionCounts() {
    String metric = "{'name': '%s', 'phase': '%s'}";
    List<JsonNode> runs =
        List.of(
            run("2", "h", "Error", metric.formatted("second", "Error")),
            run("1", "h", "Failed", metric.formatted("first", "Failed")),
            run("3", "h", "Successful", metric.formatted("third", "Successful")),
            run("4", "other", "Failed", metric.formatted("fourth", "Failed")));

    assertThat(Verdict.of(runs, OF_H).metric()).isEqualTo("second");
    assertThat(Verdict.of(runs, status("{}")).metric()).isEqualTo("fourth");
    assertThat(Verdict.of(List.of(), OF_H)).isEqualTo(Verdict.NONE);
  }

  @Test
  void anAbortHasTheReasonThatItTells() {
    List<JsonNode> runs = List.of(run("1", "h", "Failed", "{'name': 'm', 'phase': 'Failed'}"));
    String aborted = "{'currentPodHash': 'h', 'abort': true, 'message': '%s'}";

    assertThat(
            Verdict.of(runs, status(aborted.formatted("Rollout aborted update: the run says so"))))
        .extracting(Verdict::metric)
        .isEqualTo("m");
    assertThat(Verdict.of(runs, status(aborted.formatted("Rollout aborted update to revision 2"))))
        .as("by a person, after a retry")
        .isEqualTo(Verdict.NONE);
  }

  @Test
  void aLongTextIsCut() {
    JsonNode run =
        run(
            "1",
            "h",
            "Failed",
            "{'name': 'm', 'phase': 'Failed', 'message': '%s'}".formatted("x".repeat(5000)));
    assertThat(Verdict.of(List.of(run), OF_H).sentence()).hasSizeLessThan(1100).endsWith("…");
  }
}
