package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** Builds the image; called by image/build.sh. */
public final class Main {
  /** Another JVM is to try: build.sh does that. */
  private static final int ANOTHER_JVM = 75;

  private Main() {}

  /**
   * Builds.
   *
   * @param args the project, the folder to build in, and the image's name, version, commit and time
   */
  public static void main(String[] args) throws InterruptedException {
    if (!hasTheOrderOfSets()) {
      System.exit(ANOTHER_JVM);
    }
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

  /**
   * A JVM goes through sets of two in one of two orders, by chance of its start, and jlink writes
   * down names of modules in that order. One of them is as good as the other; the image always has
   * this one.
   */
  private static boolean hasTheOrderOfSets() {
    return Set.of("a", "b").iterator().next().equals("a");
  }
}
