package io.rolloutoperator.api.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  /** What the Go library of Kubernetes makes of each text. */
  static Stream<Arguments> fromGo() {
    return TestData.rows("quantities.tsv").stream()
        .map(row -> Arguments.of(row.get(0), row.get(1)));
  }

  @ParameterizedTest
  @MethodSource("fromGo")
  void isWrittenAsTheGoLibraryWritesIt(String text, String expected) {
    assertThat(Quantity.parse(text).map(Quantity::text).orElse("invalid")).isEqualTo(expected);
  }

  @Test
  void theTableOfTheGoLibraryHasBothKinds() {
    List<List<String>> rows = TestData.rows("quantities.tsv");
    assertThat(rows).hasSizeGreaterThan(900);
    assertThat(rows).filteredOn(row -> row.get(1).equals("invalid")).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @CsvSource({"1,1000m", "1Gi,1024Mi", "1Ki,1024", "0.5,500m", "1e3,1k", "0,0Gi", "100u,0.1m"})
  void equalNumbersHaveEqualValues(String one, String other) {
    assertThat(Quantity.parse(one).orElseThrow().value())
        .isEqualByComparingTo(Quantity.parse(other).orElseThrow().value());
  }

  @ParameterizedTest
  @CsvSource({"100u,0.001", "1001u,0.002", "-100u,-0.001", "1,1", "1m,0.001", "1n,0.001"})
  void roundsAwayFromZeroToMilli(String text, String expected) {
    assertThat(Quantity.parse(text).orElseThrow().roundedUpToMilli())
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e-999999999", "1e2147483647", "1e-2147483648", "1e99999999999999999999"})
  @Timeout(5)
  void aHugeExponentCostsNothing(String text) {
    assertThat(Quantity.parse(text).map(Quantity::roundedUpToMilli).orElse(BigDecimal.ZERO))
        .isNotNull();
  }
}
