package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecErrorTest {

  @Test
  void aFieldOfAWrongTypeIsNamed() {
    JsonNode tree = Cases.yaml("{strategy: {canary: {steps: abc}}}");
    assertThat(Decoder.decode(tree, RolloutSpec.class, "spec"))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            malformed ->
                assertThat(SpecError.malformed(malformed).message("web"))
                    .isEqualTo(
                        "The Rollout \"web\" is invalid: spec.strategy.canary.steps: expected a list, got string"));
  }

  @Test
  void moreStepsThanTheSchemaAllowsAreCounted() {
    String steps = "{pause: {}},".repeat(1001);
    assertThat(first("{steps: [" + steps + "]}"))
        .isEqualTo("spec.strategy.canary.steps: Too many: 1001: must have at most 1000 items");
  }

  @Test
  void aRouterThatIsNotAvailableIsNamed() {
    assertThat(
            first("{stableService: s, canaryService: c, trafficRouting: {smi: {rootService: r}}}"))
        .isEqualTo(
            "spec.strategy.trafficRouting.smi: Invalid value: {\"rootService\":\"r\"}: traffic router smi is not"
                + " available; use one of: istio, plugins argoproj-labs/gatewayAPI");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          abc        | "abc"
          a"b\\c      | "a\\"b\\\\c"
          ü🚀        | "ü🚀"
          """)
  void textIsQuotedAsGoQuotesIt(String text, String quoted) {
    assertThat(ShownValue.of(text)).isEqualTo(quoted);
  }

  @Test
  void whatCannotBePrintedIsShownByItsCode() {
    assertThat(ShownValue.of("\n\t\r\u0001\u007f\u00a0\u2028\ufeff\udbff\udffd"))
        .isEqualTo("\"\\n\\t\\r\\x01\\x7f\\u00a0\\u2028\\ufeff\\U0010fffd\"");
  }

  private static String first(String canary) {
    JsonNode tree =
        Cases.yaml(
            """
            {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}},
             strategy: {canary: %s}}"""
                .formatted(canary));
    Capabilities capabilities =
        new Capabilities(Set.of("istio"), Set.of("argoproj-labs/gatewayAPI"));
    return SpecValidator.firstError(Cases.spec(tree), new Workload.NotReferenced(), capabilities)
        .orElseThrow()
        .detail();
  }
}
