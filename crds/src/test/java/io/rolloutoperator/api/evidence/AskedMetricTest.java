package io.rolloutoperator.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.api.evidence.Versions.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose numbers a metric's are. */
class AskedMetricTest {

  private static final Versions VERSIONS =
      Versions.of(
          json(
              "{'spec': {'strategy': {'canary': {'canaryService': 'shop-canary', 'stableService':"
                  + " 'shop'}}}, 'status': {'currentPodHash': '6f7d9c', 'stableRS': '5b8c4d'}}"));

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static AskedMetric metric(String name, String query, String value) {
    return new AskedMetric(name, query, json("{'value': '" + value + "'}"));
  }

  private static ArmValues values(AskedMetric of, AskedMetric... all) {
    return MetricPairs.of(List.of(all), VERSIONS).values(of);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          errors{service="shop-canary"}           | CANARY
          errors{service="shop"}                  | STABLE
          errors{hash="6f7d9c"} / x{hash="5b8c4d"} | BOTH
          errors{service="shop-other"}            | UNKNOWN
          errors{service="my-shop"}               | UNKNOWN
          up                                      | UNKNOWN
          """)
  void theQueryTellsWhichVersionItIsAbout(String query, Subject subject) {
    assertThat(VERSIONS.subject(query)).isEqualTo(subject);
  }

  /** Both versions of a promoted release have the same hash. */
  @Test
  void aNameOfBothTellsNothing() {
    Versions same = Versions.of(json("{'status': {'currentPodHash': 'a1', 'stableRS': 'a1'}}"));
    assertThat(same.subject("x{hash='a1'}")).isEqualTo(Subject.UNKNOWN);
    assertThat(Versions.of(json("{'spec': 1, 'status': []}"))).isEqualTo(Versions.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "errors-canary, up, CANARY",
    "stable_errors, up, STABLE",
    "stable-against-canary, up, UNKNOWN",
    "errors, up, UNKNOWN",
    "stablecoins, up, UNKNOWN",
    "errors-canary, x{hash='5b8c4d'}, STABLE",
  })
  void theNameOfTheMetricTellsItOnlyIfTheQueryDoesNot(String name, String query, Subject subject) {
    assertThat(metric(name, query, "1").subject(VERSIONS)).isEqualTo(subject);
  }

  @Test
  void thePairHasOneNameOrOneQuestion() {
    AskedMetric canary = metric("errors", "e{hash='6f7d9c'}", "0.2");
    AskedMetric named = metric("errors-stable", "other{hash='5b8c4d'}", "0.02");
    AskedMetric asking = metric("before", "e{hash='5b8c4d'}", "0.03");
    AskedMetric neither = metric("latency-stable", "l{hash='5b8c4d'}", "9");

    assertThat(values(canary, canary, asking, neither, named))
        .isEqualTo(new ArmValues("0.2", "0.02"));
    assertThat(values(canary, neither, asking, canary)).isEqualTo(new ArmValues("0.2", "0.03"));
    assertThat(values(canary, canary, neither)).isEqualTo(new ArmValues("0.2", ""));
    assertThat(values(named, canary, named)).isEqualTo(new ArmValues("0.2", "0.02"));
  }

  @Test
  void whatAComparisonKeptCountsMoreThanItsValue() {
    AskedMetric compared =
        new AskedMetric(
            "errors", "", json("{'value': '1.1', 'metadata': {'canary': '3/9', 'stable': '1/9'}}"));
    assertThat(values(compared, compared)).isEqualTo(new ArmValues("3/9", "1/9"));
  }

  @Test
  void theQueryHasTheValuesOfItsArgumentsAndTheOneThatWasSentCounts() {
    JsonNode spec =
        json(
            "{'args': [{'name': 'hash', 'value': '5b8c4d'}], 'metrics': [{'name': 'm', 'provider':"
                + " {'web': {'url': 'http://x/{{args.hash}}/{{ args.hash }}'}}}]}");
    assertThat(AskedMetric.of(spec, json("{'name': 'm'}")).query())
        .isEqualTo("http://x/5b8c4d/5b8c4d");
    assertThat(
            AskedMetric.of(
                    spec, json("{'name': 'm', 'metadata': {'ResolvedPrometheusQuery': 'sent '}}"))
                .query())
        .isEqualTo("sent");
  }
}
