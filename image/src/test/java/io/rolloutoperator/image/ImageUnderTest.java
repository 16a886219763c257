package io.rolloutoperator.image;

import java.nio.file.Path;

/** What the build of this module left. */
final class ImageUnderTest {
  private ImageUnderTest() {}

  static Path target() {
    return archive().resolveSibling("");
  }

  /** The tarball, named by the build. */
  static Path archive() {
    return Path.of(System.getProperty("image.tarball", "target/" + Build.ARCHIVE)).toAbsolutePath();
  }
}
