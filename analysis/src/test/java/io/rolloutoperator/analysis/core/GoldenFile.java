package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a log with a file next to the tests; {@code -Dgolden.update=true} writes the file
 * instead.
 */
final class GoldenFile {

  static final Path TESTDATA = Path.of("src", "test", "resources", "testdata");

  private GoldenFile() {}

  static void check(Path file, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(file, actual);
      }
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
