package io.rolloutoperator.api.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TolerantTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"containers":[{"resources":{"requests":{"memory":"invalid","cpu":"1"}}}]} | {"containers":[{"resources":{"requests":{"memory":"0","cpu":"1"}}}]}
          {"containers":[{"resources":{"requests":{"cpu":0.001}}}]}                  | {"containers":[{"resources":{"requests":{"cpu":"1m"}}}]}
          {"initContainers":[{"resources":{"limits":{"cpu":true}}}]}                 | {"initContainers":[{"resources":{"limits":{"cpu":"0"}}}]}
          {"overhead":{"cpu":"1x"}}                                                  | {"overhead":{"cpu":"0"}}
          {"resources":{"limits":{"cpu":"x"}}}                                       | {"resources":{"limits":{"cpu":"0"}}}
          {"ephemeralContainers":[{"name":"a"},{"resources":{"requests":{"memory":"invalid"}}}],"x":1} | {"x":1}
          {"ephemeralContainers":[{"resources":{"requests":{"memory":1024}}}]}       | {"ephemeralContainers":[{"resources":{"requests":{"memory":"1024"}}}]}
          {"containers":"abc"}                                                       | {"containers":"abc"}
          {"containers":[{"resources":[]},1,null]}                                   | {"containers":[{"resources":[]},1,null]}
          {"newField":{"cpu":"x"}}                                                   | {"newField":{"cpu":"x"}}
          """)
  void onlyQuantitiesAreRepaired(String spec, String expected) {
    assertThat(TolerantTemplate.of(TestData.json("{\"spec\":" + spec + "}")))
        .isEqualTo(TestData.json("{\"spec\":" + expected + "}"));
  }

  @ParameterizedTest
  @CsvSource({"null", "[]", "'\"x\"'"})
  void whatIsNoTemplateStaysAsItIs(String text) {
    assertThat(TolerantTemplate.of(TestData.json(text))).isEqualTo(TestData.json(text));
  }
}
