package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventWriterTest {

  private static Map<String, String> parts(String... namesAndParts) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndParts.length; i += 2) {
      parts.put(namesAndParts[i], namesAndParts[i + 1]);
    }
    return parts;
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        Arguments.of(parts(), parts(), "{\"set\":{},\"gone\":[]}"),
        Arguments.of(
            parts(), parts("a", "{}", "b", "1"), "{\"set\":{\"a\":{},\"b\":1},\"gone\":[]}"),
        Arguments.of(parts("a", "1"), parts("a", "1"), "{\"set\":{},\"gone\":[]}"),
        Arguments.of(
            parts("a", "1"), parts("a", "2", "b", "1"), "{\"set\":{\"a\":2,\"b\":1},\"gone\":[]}"),
        Arguments.of(parts("a", "1", "b", "{}"), parts("a", "1"), "{\"set\":{},\"gone\":[\"b\"]}"),
        Arguments.of(parts(), parts("\"\n", "1"), "{\"set\":{\"\\\"\\n\":1},\"gone\":[]}"));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void onlyDifferencesAreWritten(
      Map<String, String> before, Map<String, String> after, String json) {
    assertThat(EventWriter.difference(before, after)).isEqualTo(json);
  }
}
