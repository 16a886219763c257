package io.rolloutoperator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The Rollout of the demo as a user would write it, for one version of the app.
 *
 * @param version such as {@code v2}
 * @param errorRate share of requests that this version answers with 500, 0 to 1
 */
record Manifest(String version, double errorRate) {

  static final String NAME = "checkout";

  /** Below samples/. */
  static final String FILE = "demo/rollout.yaml";

  static final String HOST = "checkout.example.com";

  /** The YAML text; it differs from that of version 1 in the image and the error rate. */
  String yaml() {
    return text("/" + FILE)
        .replace("checkout:v1", "checkout:" + version)
        .replace("value: \"0\"", "value: \"" + errorRate + "\"");
  }

  /**
   * What a release needs around it. Applied once: the route's weights are the operator's
   * afterwards.
   */
  static String surroundings() {
    return text("/demo/surroundings.yaml");
  }

  /** A file of the class path. */
  static String text(String file) {
    try (InputStream in = Objects.requireNonNull(Manifest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
