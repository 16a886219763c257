package io.rolloutoperator.api.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepHashTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                          | 5ffbfbbd64
          []                            | 5ffbfbbd64
          [{"pause":{}}]                | 6b9b86fbd5
          [{"setWeight":10},{"pause":{}}] | 849b756fd4
          """)
  void isTheOneKnownFromClusters(String steps, String hash) {
    assertThat(StepHash.of(TestData.json(steps))).isEqualTo(hash);
  }

  /** Hashes seen in clusters: hash, steps. */
  static Stream<Arguments> seen() {
    return TestData.rows("step-hashes.tsv").stream()
        .map(row -> Arguments.of(row.get(0), row.get(1)));
  }

  @ParameterizedTest
  @MethodSource("seen")
  void isTheOneSeenInClusters(String hash, String steps) {
    assertThat(StepHash.of(TestData.json(steps))).isEqualTo(hash);
  }

  @Test
  void absentStepsAreNoSteps() {
    assertThat(StepHash.of(null)).isEqualTo("5ffbfbbd64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"plugin":{"config":{"b":1e21,"a":[1.50,1e-7,100.0,"<"]},"name":"p"}}] | [{"plugin":{"name":"p","config":{"a":[1.5,1e-7,100,"\\u003c"],"b":1e+21}}}]
          [{"analysis":{}}]                    | [{"analysis":{}}]
          [{"experiment":{"templates":[{}]}}]  | [{"experiment":{"templates":[{"name":"","specRef":"","metadata":{}}],"analysisRunMetadata":{}}}]
          [{"setHeaderRoute":{"match":[{}]}}]  | [{"setHeaderRoute":{"match":[{"headerName":"","headerValue":null}]}}]
          [{"pause":{"duration":"10m"},"setWeight":0}] | [{"setWeight":0,"pause":{"duration":"10m"}}]
          [{"setCanaryScale":{"matchTrafficWeight":false,"replicas":0}}] | [{"setCanaryScale":{"replicas":0}}]
          """)
  void hashesTheBytesGoWouldWrite(String steps, String encoded) {
    assertThat(GoJson.text(StepHash.encoded(TestData.json(steps)))).isEqualTo(encoded);
  }
}
