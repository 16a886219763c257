package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each control that the documentation tells of has the tests that it names. */
class DocumentedControlsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

  @Test
  void everyRowNamesTestsThatThereAre() throws IOException {
    Set<String> tests = tests();
    assertThat(Files.readAllLines(PROJECT.resolve("docs/security.md")))
        .filteredOn(line -> line.startsWith("| ") && !line.endsWith("| Test |"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(named(row)).isNotEmpty().isSubsetOf(tests));
  }

  private static Set<String> named(String row) {
    return TEST.matcher(row)
        .results()
        .map(test -> test.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> tests() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> modules = Files.list(PROJECT)) {
      for (Path module : modules.toList()) {
        Path sources = module.resolve("src/test/java");
        if (Files.isDirectory(sources)) {
          names.addAll(classes(sources));
        }
      }
    }
    return names;
  }

  private static Set<String> classes(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
