package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a text with a file; {@code -Dgolden.update=true} writes the file instead. */
public final class GoldenFile {

  private GoldenFile() {}

  /**
   * Compares.
   *
   * @param name below {@code testdata}, such as {@code commands/promote.golden}
   */
  public static void check(String name, String actual) {
    Path file = World.TESTDATA.resolve(name);
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
