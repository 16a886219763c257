package io.rolloutoperator.image;

import java.nio.file.Path;
import java.util.Objects;

/** What the build of this module left. */
final class ImageUnderTest {
  private ImageUnderTest() {}

  static Path target() {
    return Objects.requireNonNull(archive().getParent());
  }

  /** The tarball, named by the build. */
  static Path archive() {
    return Path.of(System.getProperty("image.tarball", "target/" + Build.ARCHIVE)).toAbsolutePath();
  }
}
