package io.rolloutoperator.app;

import io.rolloutoperator.kube.metrics.BuildVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is, as the build wrote it down. */
final class Build {
  private static final String RESOURCE = "build.properties";

  private Build() {}

  static BuildVersion version() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildVersion(
        properties.getProperty("version", "unknown"), properties.getProperty("commit", "unknown"));
  }

  /** {@code rollout-operator/0.1.0 (linux/amd64) abcdef0}. */
  static String userAgent(BuildVersion build) {
    return "rollout-operator/"
        + build.version()
        + " ("
        + System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT)
        + "/"
        + System.getProperty("os.arch", "")
        + ") "
        + build.commit();
  }
}
