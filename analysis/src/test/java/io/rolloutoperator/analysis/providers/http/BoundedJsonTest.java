package io.rolloutoperator.analysis.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rolloutoperator.analysis.providers.http.BoundedJson.Parsed;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundedJsonTest {
  private static final int MIB = 1024 * 1024;

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("as deep as may be", nested(100), true),
        arguments("one deeper", nested(101), false),
        arguments("a text as long as may be", quoted(MIB), true),
        arguments("one longer", quoted(MIB + 1), false),
        arguments("a number as long as may be", "1".repeat(100), true),
        arguments("one longer", "1".repeat(101), false),
        arguments("something behind", "{} {}", false),
        arguments("nothing", "", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void readsWhatIsWithinTheLimitsAndTellsNothingOfTheRest(String what, String text, boolean read) {
    switch (BoundedJson.parse(text)) {
      case Parsed.Tree _ -> assertThat(read).as(what).isTrue();
      case Parsed.Broken(String problem) -> {
        assertThat(read).as("%s: %s", what, problem).isFalse();
        assertThat(problem).hasSizeLessThan(256).doesNotContain("\n", "aaa", "111");
      }
    }
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String quoted(int length) {
    return '"' + "a".repeat(length) + '"';
  }
}
