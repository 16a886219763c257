package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressThresholdTest {

  @ParameterizedTest
  @CsvSource({
    "10, 5, 1",
    "50, 2, 1",
    "50, 3, 2",
    "0, 5, 1",
    "100, 5, 5",
    "90, 0, 0",
    "99, 2147483647, 2126008811"
  })
  void aPercentageIsRoundedUp(int percent, int needed, int required) {
    assertThat(new ProgressThreshold.Percent(percent).required(needed)).isEqualTo(required);
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 1", "9, 5, 5", "0, 5, 1", "3, 0, 0"})
  void podsAreAtMostTheNeeded(int pods, int needed, int required) {
    assertThat(new ProgressThreshold.Pods(pods).required(needed)).isEqualTo(required);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5"})
  void withoutThresholdAllAreNeeded(int needed, int required) {
    assertThat(new ProgressThreshold.All().required(needed)).isEqualTo(required);
  }
}
