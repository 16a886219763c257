package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.load.Percentiles;
import io.rolloutoperator.testkit.load.VersionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRowTest {

  @Test
  void rowShowsWantedAndMeasuredShareSideBySide() {
    RequestRow row =
        new RequestRow(20, "v2", report(790, 210, 0), report(790, 210, 0), OptionalDouble.of(1));

    assertThat(row.line().plain())
        .isEqualTo(
            "      20 %    21.0 %  █████░░░░░░░░░░░░░░░░░░░░      1,000        0   100.0 %"
                + " succeed");
  }

  @Test
  void rowOfABadVersionCountsItsFailures() {
    RequestRow row =
        new RequestRow(
            20, "v2", report(800, 200, 80), report(800, 200, 80), OptionalDouble.of(0.6));

    assertThat(row.line().plain()).contains("1,000       80   60.0 % succeed");
    assertThat(row.line().spans().getLast().style()).isEqualTo(Style.BAD);
  }

  @Test
  void rowsKeepToTheWidthOfTheScreen() {
    RequestRow row =
        new RequestRow(
            100, "v2", report(0, 999_999, 99_999), report(0, 1, 0), OptionalDouble.of(1));

    assertThat(row.line().plain()).hasSizeLessThanOrEqualTo(Screen.COLUMNS);
    assertThat(RequestRow.header().plain()).hasSizeLessThanOrEqualTo(Screen.COLUMNS);
  }

  @ParameterizedTest
  @CsvSource({"[0.97], 0.97", "[1], 1", "[1e-3], 0.001"})
  void singleSeriesIsANumber(String value, double number) {
    assertThat(measured(value).number()).hasValue(number);
  }

  @ParameterizedTest
  @CsvSource({"[]", "[NaN]", "'[1,2]'", "''"})
  void anythingElseIsNone(String value) {
    assertThat(measured(value).number()).isEmpty();
  }

  @Test
  void wordsAreBrokenAtSpaces() {
    assertThat(Words.wrapped("a release that goes wrong", 10))
        .containsExactly("a release", "that goes", "wrong");
    assertThat(Words.wrapped("unbreakable-word x", 5)).containsExactly("unbreakable-word", "x");
  }

  private static Measured measured(String value) {
    return new Measured(Instant.EPOCH, "run", "metric", "Successful", value);
  }

  private static LoadReport report(long stable, long canary, long failed) {
    Percentiles none = new Percentiles(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    return new LoadReport(
        Map.of(
            "v1", new VersionReport(stable, 0, Map.of(), none),
            "v2", new VersionReport(canary, failed, Map.of(), none)));
  }
}
