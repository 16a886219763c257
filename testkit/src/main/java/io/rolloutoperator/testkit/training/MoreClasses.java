package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers what many processes loaded, each of which wrote a list, beside what is on another list.
 */
public final class MoreClasses {
  private static final String HEAD =
      "# What operators of integration tests load beside rollout-operator/classes.list; made by scripts/aot-cache.sh --train-tests.";

  private MoreClasses() {}

  /**
   * Gathers them.
   *
   * @param args the folder of the lists, the other list, the list to write
   */
  public static void main(String[] args) throws IOException {
    List<String> gathered = List.of();
    try (Stream<Path> lists = Files.list(Path.of(args[0]))) {
      for (Path list : lists.toList()) {
        gathered = ClassList.merged(gathered, ClassList.canonical(Files.readAllLines(list)));
      }
    }
    Set<String> known = new HashSet<>(Files.readAllLines(Path.of(args[1])));
    List<String> lines = new ArrayList<>(List.of(HEAD));
    gathered.stream().filter(line -> !known.contains(line)).forEach(lines::add);
    Files.write(Path.of(args[2]), lines);
    System.out.printf("%d lines in %s%n", lines.size() - 1, args[2]);
  }
}
