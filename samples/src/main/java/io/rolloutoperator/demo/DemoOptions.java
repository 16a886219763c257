package io.rolloutoperator.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the demo was called.
 *
 * @param terminal whether people watch, so that colours and a living last line are welcome
 * @param keep whether everything goes on running at the end until Ctrl-C
 * @param picture where to write the output as an SVG picture
 * @param directory for the cluster's files and logs
 */
record DemoOptions(boolean terminal, boolean keep, Optional<Path> picture, Path directory) {

  static final String USAGE = "usage: ./demo [--keep] [--plain] [--record FILE.svg]";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static DemoOptions of(String... arguments) {
    boolean terminal = false;
    boolean keep = false;
    Optional<Path> picture = Optional.empty();
    Path directory = Path.of(System.getProperty("java.io.tmpdir"), "rollout-demo");
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--terminal" -> terminal = true;
        case "--plain" -> terminal = false;
        case "--keep" -> keep = true;
        case "--record" -> picture = Optional.of(Path.of(value(arguments, ++i)));
        case "--directory" -> directory = Path.of(value(arguments, ++i));
        default ->
            throw new IllegalArgumentException(
                "unknown option %s; %s".formatted(arguments[i], USAGE));
      }
    }
    return new DemoOptions(terminal, keep, picture, directory);
  }

  private static String value(String[] arguments, int index) {
    if (index == arguments.length) {
      throw new IllegalArgumentException(
          "%s needs a value; %s".formatted(arguments[index - 1], USAGE));
    }
    return arguments[index];
  }
}
