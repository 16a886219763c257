package io.rolloutoperator.demo;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the demo was called.
 *
 * @param terminal whether people watch, so that colours and a living last line are welcome
 * @param keep whether everything goes on running at the end until Ctrl-C
 * @param picture where to write the output as an SVG picture
 * @param directory for the cluster's files and logs; empty for one that goes in the end
 * @param cluster the cluster to use; empty for a world of its own
 */
record DemoOptions(
    boolean terminal,
    boolean keep,
    Optional<Path> picture,
    Optional<Path> directory,
    Optional<ClusterOptions> cluster) {

  static final String USAGE =
      "usage: ./demo [--keep] [--plain] [--record FILE.svg]"
          + " [--kubeconfig FILE [--yes] [--image REPO:TAG1,TAG2]]";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static DemoOptions of(String... arguments) {
    Reading reading = new Reading();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--terminal" -> reading.terminal = true;
        case "--plain" -> reading.terminal = false;
        case "--keep" -> reading.keep = true;
        case "--yes" -> reading.yes = true;
        case "--record" -> reading.picture = Path.of(value(arguments, ++i));
        case "--directory" -> reading.directory = Path.of(value(arguments, ++i));
        case "--kubeconfig" -> reading.kubeconfig = Path.of(value(arguments, ++i));
        case "--image" -> reading.image = Image.parse(value(arguments, ++i));
        default ->
            throw new IllegalArgumentException(
                "unknown option %s; %s".formatted(arguments[i], USAGE));
      }
    }
    return reading.options();
  }

  private static String value(String[] arguments, int index) {
    if (index == arguments.length) {
      throw new IllegalArgumentException(
          "%s needs a value; %s".formatted(arguments[index - 1], USAGE));
    }
    return arguments[index];
  }

  /** What was read so far. */
  private static final class Reading {
    private boolean terminal;
    private boolean keep;
    private boolean yes;
    private @Nullable Path picture;
    private @Nullable Path directory;
    private @Nullable Path kubeconfig;
    private @Nullable Image image;

    private DemoOptions options() {
      return new DemoOptions(
          terminal, keep, Optional.ofNullable(picture), Optional.ofNullable(directory), cluster());
    }

    private Optional<ClusterOptions> cluster() {
      if (kubeconfig != null) {
        Image pods = image == null ? Image.DEFAULT : image;
        return Optional.of(new ClusterOptions(kubeconfig.toAbsolutePath(), yes, pods));
      }
      if (yes || image != null) {
        throw new IllegalArgumentException("--yes and --image go with --kubeconfig FILE; " + USAGE);
      }
      return Optional.empty();
    }
  }
}
