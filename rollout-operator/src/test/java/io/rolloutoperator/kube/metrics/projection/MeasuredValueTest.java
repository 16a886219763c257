package io.rolloutoperator.kube.metrics.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredValueTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.97, 0.97",
    "[0.97], 0.97",
    "' [ 1e3 ] ', 1000",
    "-2, -2",
    "NaN, NaN",
    "[NaN], NaN",
  })
  void aNumberIsOneAloneOrInAList(String value, double number) {
    assertThat(MeasuredValue.of(value)).isEqualTo(OptionalDouble.of(number));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "[]",
        "[",
        "[1,2]",
        "true",
        "{\"a\":1}",
        "1d",
        "0x1p3",
        "Infinity",
        "1 2",
        "-"
      })
  void everythingElseIsNone(String value) {
    assertThat(MeasuredValue.of(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1_000_000})
  void aLongTextIsNotLookedAt(int length) {
    assertThat(MeasuredValue.of("1".repeat(length))).isEmpty();
  }
}
