package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Builds the image; called by image/build.sh. */
public final class Main {
  private Main() {}

  /**
   * Builds.
   *
   * @param args the project, the folder to build in, and the image's name, version, commit and time
   */
  public static void main(String[] args) throws InterruptedException {
    ImageName name = ImageName.parse(args[2]);
    Build build =
        new Build(
            Path.of(args[0]), Path.of(args[1]), name, args[3], args[4], Instant.parse(args[5]));
    try {
      build.run();
    } catch (IOException e) {
      System.err.println("image: " + e.getMessage());
      System.exit(1);
    }
  }
}
