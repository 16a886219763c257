package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What users write, beside this class. */
final class TrainingFiles {
  private TrainingFiles() {}

  static String text(String name) throws IOException {
    try (InputStream in = TrainingFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
