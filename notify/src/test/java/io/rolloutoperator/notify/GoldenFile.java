package io.rolloutoperator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with what is expected. {@code -Dgolden.update=true} writes them anew, to be reviewed. */
public final class GoldenFile {

  private static final Path TESTDATA = Path.of("src", "test", "resources", "testdata");

  private GoldenFile() {}

  /** The text of a file below {@code testdata}. */
  public static String read(String name) {
    try {
      return Files.readString(TESTDATA.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares a text with a file below {@code testdata}. */
  public static void check(String name, String actual) {
    Path file = TESTDATA.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
