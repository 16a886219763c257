package io.rolloutoperator.gitsync.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {

  @ParameterizedTest(name = "{0}: {1} and not {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        ">=1.0.0 ; 1.0.0 v1.0.1 2.0.0+b1 ; 0.9.9 1.0.0-rc.1 2.0.0-rc.1",
        ">= 1.0 ; 1.0.0 2.0.0 ; 0.9.9",
        "=>1.0.0 ; 1.0.0 ; 0.9.9",
        ">1.2 ; 1.3.0 2.0.0 ; 1.2.0 1.2.9",
        ">1 ; 2.0.0 ; 1.0.0 1.9.9",
        ">1.2.3 ; 1.2.4 ; 1.2.3",
        "<2 ; 1.9.9 ; 2.0.0",
        "<=2 ; 2.0.0 2.9.9 ; 3.0.0",
        "<=1.2 ; 1.2.9 1.0.0 ; 1.3.0",
        "<=1.2.3 ; 1.2.3 ; 1.2.4",
        "^1.2 ; 1.2.0 1.9.0 ; 1.1.9 2.0.0",
        "^0.2.3 ; 0.2.3 0.2.9 ; 0.2.2 0.3.0 1.0.0",
        "^0.0.3 ; 0.0.3 ; 0.0.4 0.1.0",
        "^0.0 ; 0.0.0 0.0.9 ; 0.1.0",
        "^0 ; 0.0.0 0.9.9 ; 1.0.0",
        "~1.2.3 ; 1.2.3 1.2.9 ; 1.2.2 1.3.0",
        "~1.2 ; 1.2.0 1.2.9 ; 1.3.0",
        "~1 ; 1.0.0 1.9.0 ; 2.0.0",
        "~> 1.2.3 ; 1.2.4 ; 1.3.0",
        "1.x ; 1.0.0 1.9.0 ; 0.9.0 2.0.0",
        "1.2.X ; 1.2.0 ; 1.3.0",
        "1.2.* ; 1.2.0 ; 1.3.0",
        "1.2 ; 1.2.0 1.2.7 ; 1.3.0",
        "=1.2.3 ; 1.2.3 v1.2.3 ; 1.2.4",
        "v1.2.3 ; 1.2.3 ; 1.2.4",
        "!=1.2.3 ; 1.2.4 ; 1.2.3",
        "!=1.2 ; 1.3.0 ; 1.2.0 1.2.3",
        "* ; 0.0.0 9.9.9 ; 1.0.0-rc.1",
        "1.2 - 2 ; 1.2.0 2.9.9 ; 1.1.9 3.0.0",
        "1.2.3 - 1.4.5 ; 1.2.3 1.4.5 ; 1.2.2 1.4.6",
        ">=1.0.0, <2.0.0 ; 1.0.0 1.9.9 ; 0.9.9 2.0.0",
        ">=1.0.0,<2.0.0 ; 1.0.0 1.9.9 ; 0.9.9 2.0.0",
        ">=1.0.0 <2.0.0 ; 1.0.0 1.9.9 ; 0.9.9 2.0.0",
        "^1.0 || ^3 ; 1.5.0 3.1.0 ; 2.0.0 4.0.0",
        ">=1.0.0-0 ; 1.0.0-rc.1 1.0.0 2.0.0-beta.2 ; 0.9.0",
        ">=1.0.0-0, <1.1.0 ; 1.0.0-rc.1 1.0.5-rc.1 ; 1.1.0",
        "~1.2.3-beta.2 ; 1.2.3-beta.2 1.2.3-beta.10 1.2.4 ; 1.2.3-beta.1",
      })
  void aRangeTakesWhatMastermindsTakes(String range, String within, String outside) {
    VersionRange parsed = VersionRange.parse(range).orElseThrow();
    assertThat(List.of(within.split(" +"))).allMatch(version -> parsed.contains(version(version)));
    assertThat(List.of(outside.split(" +")))
        .noneMatch(version -> parsed.contains(version(version)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "latest",
        "1.2.3 ||",
        "|| 1.2.3",
        ">",
        ">=",
        "1.2.3.4",
        "x.1",
        "01.2.3",
        "1.2.3-",
        ">1 - 2",
        "^^1",
        "1..2",
        "-1.2.3",
        ">=99999999999999999999.0.0",
        "1.2.3;2"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThat(VersionRange.parse(text)).isEmpty();
  }

  @Test
  void aRangeIsNeverLong() {
    assertThat(VersionRange.parse(">=1.0.0 ".repeat(100))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2",
        "1",
        "1.2.3.4",
        "01.2.3",
        "1.2.3-",
        "1.2.3-01",
        "1.2.3+",
        "vv1.2.3",
        "x1.2.3",
        "1.2.3-a..b",
        "1.2.3-ä",
        "",
        "V1.2.3"
      })
  void whatIsNoVersionIsNone(String text) {
    assertThat(SemanticVersion.parse(text)).isEmpty();
  }

  @Test
  void versionsAreInTheOrderOfTheirSpecification() {
    assertThat(
            List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.2.0",
                "1.10.0",
                "2.0.0"))
        .extracting(VersionRangeTest::version)
        .isSorted();
    assertThat(version("1.0.0+a")).isEqualByComparingTo(version("v1.0.0+b"));
  }

  private static SemanticVersion version(String text) {
    return SemanticVersion.parse(text).orElseThrow();
  }
}
