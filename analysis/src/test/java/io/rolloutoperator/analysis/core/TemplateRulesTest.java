package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.core.TemplateRules.Use;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "ok",
      value = {
        "BLOCKING   | metrics: [{name: m, provider: {web: {url: '{{args.y}}'}}}]                  | AnalysisTemplate t: failed to resolve {{args.y}}",
        "BACKGROUND | metrics: [{name: m, provider: {web: {url: '{{args.y}}'}}}]                  | AnalysisTemplate t: failed to resolve {{args.y}}",
        "BLOCKING   | args: [{name: y}], metrics: [{name: m, provider: {web: {url: '{{args.y}}'}}}] | ok",
        "BLOCKING   | metrics: [{name: m, interval: 1s}]                                          | AnalysisTemplate t has metric m which runs indefinitely. Invalid value for count: <nil>",
        "BLOCKING   | metrics: [{name: m, interval: 1s, count: 0}]                                | AnalysisTemplate t has metric m which runs indefinitely. Invalid value for count: 0",
        "BACKGROUND | metrics: [{name: m, interval: 1s}]                                          | ok",
        "BLOCKING   | metrics: [{name: m}]                                                        | ok",
        "BLOCKING   | args: [{name: n}], metrics: [{name: m, interval: 1s, count: '{{args.n}}'}]  | ok",
        "BLOCKING   | metrics: [{name: m, count: 3}]                                              | ok",
      })
  void aTemplateFitsItsPlaceOrNot(Use use, String template, String problem) {
    assertThat(
            TemplateRules.problem(
                    "t", Yaml.decode("{" + template + "}", AnalysisTemplateSpec.class), use)
                .orElse(null))
        .isEqualTo(problem);
  }
}
