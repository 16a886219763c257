package io.rolloutoperator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the demo releases, and the files of samples/ that say how. */
final class Manifest {

  static final String NAME = "checkout";

  /** Through the proxy it is reached by this name. */
  static final String HOST = "checkout.example.com";

  private Manifest() {}

  /** A file of the class path, such as {@code /demo/gitsync.yaml}. */
  static String text(String file) {
    try (InputStream in = Objects.requireNonNull(Manifest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
