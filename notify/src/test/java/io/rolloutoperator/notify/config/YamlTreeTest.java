package io.rolloutoperator.notify.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.YamlTree.Reading;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What YAML of tenants may stand for. */
class YamlTreeTest {

  private static final String TOO_MANY = "more than 10000 values, those of aliases included";
  private static final String TOO_DEEP = "nested deeper than 100";

  private static String aliases(int count) {
    return "- &a [x]\n" + "- *a\n".repeat(count);
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private static String list(int elements) {
    return "[" + "x,".repeat(elements) + "]";
  }

  static Stream<String> readable() {
    return Stream.of(aliases(50), nested(101), list(9_999), "x".repeat(1024 * 1024));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void whatIsWithinTheLimitsIsRead(String text) {
    assertThat(YamlTree.read(text)).isInstanceOf(Reading.Read.class);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of(
            aliases(51), "Number of aliases for non-scalar nodes exceeds the specified max=50"),
        Arguments.of(nested(102), TOO_DEEP),
        Arguments.of(list(10_000), TOO_MANY),
        Arguments.of("- &a " + list(200) + "\n" + "- *a\n".repeat(50), TOO_MANY),
        Arguments.of(
            "x".repeat(1024 * 1024 + 1),
            "The incoming YAML document exceeds the limit: 1048576 code points."),
        Arguments.of("{a: 1, a: 2}", "line 1: found duplicate key a"),
        Arguments.of("&a [*a]", TOO_DEEP));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsBeyondThemIsTold(String text, String problem) {
    assertThat(YamlTree.read(text)).isEqualTo(new Reading.Unreadable(problem));
  }

  /** The keys would be wrong too, but nobody gets to see that. */
  @ParameterizedTest
  @MethodSource("large")
  void valuesAreCountedBeforeAnyIsBuilt(String text) {
    assertThat(YamlTree.read(text)).isEqualTo(new Reading.Unreadable(TOO_MANY));
  }

  static Stream<String> large() {
    return Stream.of(
        "{" + "a: 1,".repeat(5_000) + "}",
        "{a: " + list(5_000) + ", a: " + list(5_000) + "}",
        "{x: &x y, " + "a: *x,".repeat(5_000) + "}");
  }
}
