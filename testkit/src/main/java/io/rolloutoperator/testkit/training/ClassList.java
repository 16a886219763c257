package io.rolloutoperator.testkit.training;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The classes and lambdas that a JVM recorded by {@code -XX:DumpLoadedClassList}, and which
 * constants of them were resolved, without their order and numbers, which differ from run to run.
 */
final class ClassList {
  private static final String HEAD =
      "# What a start and one release load; made by scripts/aot-cache.sh --train, read by the build of the image.";

  private ClassList() {}

  /**
   * Returns the lines of the list that is kept.
   *
   * @param recorded the lines that the JVM wrote
   */
  static List<String> canonical(List<String> recorded) {
    SortedSet<String> classes = new TreeSet<>();
    SortedSet<String> lambdas = new TreeSet<>();
    SortedSet<String> constants = new TreeSet<>();
    for (String line : recorded) {
      if (line.startsWith("@lambda-")) {
        lambdas.add(line);
      } else if (line.startsWith("@cp ")) {
        constants.add(line);
      } else if (isOfTheClassPath(line)) {
        classes.add(line.substring(0, line.indexOf(" id:")));
      }
    }
    return Stream.of(Stream.of(HEAD), classes.stream(), lambdas.stream(), constants.stream())
        .flatMap(lines -> lines)
        .toList();
  }

  /** Classes of other loaders name their source; nobody would find them by name. */
  private static boolean isOfTheClassPath(String line) {
    return line.contains(" id:") && !line.contains(" source:");
  }
}
