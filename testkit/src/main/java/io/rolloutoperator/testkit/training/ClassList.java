package io.rolloutoperator.testkit.training;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.stream.Stream;

/**
 * The classes and lambdas that a JVM recorded by {@code -XX:DumpLoadedClassList}, and which
 * constants of them were resolved, without their order and numbers, which differ from run to run.
 */
final class ClassList {
  private ClassList() {}

  /**
   * Returns the lines of the list that is kept.
   *
   * @param recorded the lines that the JVM wrote
   */
  static List<String> canonical(List<String> recorded) {
    return sorted(
        recorded.stream()
            .filter(line -> line.startsWith("@") || isOfTheClassPath(line))
            .map(line -> line.startsWith("@") ? line : line.substring(0, line.indexOf(" id:"))));
  }

  /** Returns the lines of lists that are kept as those of one. */
  static List<String> merged(List<String> one, List<String> other) {
    return sorted(
        Stream.concat(one.stream(), other.stream()).filter(line -> !line.startsWith("#")));
  }

  /** The JVM reads a lambda and a constant after the class that they are of. */
  private static List<String> sorted(Stream<String> lines) {
    return lines
        .distinct()
        .sorted(comparingInt(ClassList::place).thenComparing(line -> line))
        .toList();
  }

  private static int place(String line) {
    if (line.startsWith("@lambda-")) {
      return 1;
    }
    return line.startsWith("@") ? 2 : 0;
  }

  /** Classes of other loaders name their source; nobody would find them by name. */
  private static boolean isOfTheClassPath(String line) {
    return line.contains(" id:") && !line.contains(" source:");
  }
}
