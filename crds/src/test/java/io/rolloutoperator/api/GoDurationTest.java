package io.rolloutoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoDurationTest {

  /** A line of the table that Go itself wrote. */
  record Row(String text, String nanos, String result) {}

  static Stream<Row> rows() throws IOException {
    try (InputStream in =
        GoDurationTest.class.getResourceAsStream("/testdata/go-duration.golden")) {
      List<String> lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return lines.stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Row(cells[0].replace("\\n", "\n"), cells[1], cells[2]));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsAsGoDoes(Row row) {
    GoDuration.Parsed expected =
        row.nanos().equals("!")
            ? new GoDuration.Invalid(row.result())
            : new GoDuration.Valid(Duration.ofNanos(Long.parseLong(row.nanos())));
    assertThat(GoDuration.parse(row.text())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void writesAsGoDoes(Row row) {
    if (!row.nanos().equals("!")) {
      assertThat(GoDuration.format(Duration.ofNanos(Long.parseLong(row.nanos()))))
          .isEqualTo(row.result());
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    long seed = 20260102;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(63));
      assertThat(GoDuration.parse(GoDuration.format(duration)))
          .as("seed %d, number %d", seed, i)
          .isEqualTo(new GoDuration.Valid(duration));
    }
  }
}
