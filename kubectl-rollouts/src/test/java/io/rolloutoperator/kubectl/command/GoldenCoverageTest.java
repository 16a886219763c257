package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.cli.CommandEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/** Every command that there is has a golden output, a golden log of requests, and all its flags. */
class GoldenCoverageTest {

  private static final Path FOLDER = Path.of("src/test/resources/testdata/commands");
  private static final String PROMPT = "$ kubectl rollouts ";
  private static final String REQUEST = "  (GET|POST|PUT|PATCH|DELETE) /.*";

  /** What needs no cluster sends nothing. */
  private static final Set<String> SEND_NOTHING =
      Set.of("explain", "lint", "completion", "version");

  private static final String NOTIFICATIONS = "notifications ";

  private static List<Recorded> all;

  /**
   * A command line and what came of it.
   *
   * @param command its path
   */
  private record Recorded(String command, List<String> words, List<String> lines) {

    boolean refused() {
      return lines.stream().anyMatch(line -> line.startsWith("stderr: Error"));
    }

    boolean sends() {
      return lines.stream().anyMatch(line -> line.matches(REQUEST));
    }

    /** Lines that are neither requests with their bodies nor the exit code. */
    boolean prints() {
      return lines.stream()
          .anyMatch(
              line ->
                  !line.isBlank() && !line.matches(REQUEST + "|    .*|stderr: Error.*|exit \\d+"));
    }

    boolean has(String[] names) {
      return Arrays.stream(names)
          .anyMatch(name -> words.stream().anyMatch(word -> word.split("=", 2)[0].equals(name)));
    }
  }

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      all = files.sorted().flatMap(GoldenCoverageTest::recorded).toList();
    }
  }

  private static Stream<Recorded> recorded(Path file) {
    List<Recorded> found = new ArrayList<>();
    List<String> lines = lines(file);
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith(PROMPT)) {
        int end = at + 1;
        while (end < lines.size() && !lines.get(end).startsWith(PROMPT)) {
          end++;
        }
        List<String> words = List.of(lines.get(at).substring(PROMPT.length()).split(" ", -1));
        List<String> result = lines.subList(at + 1, end);
        named(words).ifPresent(entry -> found.add(new Recorded(entry.path(), words, result)));
      }
    }
    return found.stream();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<CommandEntry> named(List<String> words) {
    String line = String.join(" ", words) + " ";
    return Commands.ALL.stream()
        .filter(entry -> paths(entry).anyMatch(path -> line.startsWith(path + " ")))
        .max(Comparator.comparingInt(entry -> entry.path().length()));
  }

  private static Stream<String> paths(CommandEntry entry) {
    String before = entry.path().substring(0, entry.path().lastIndexOf(' ') + 1);
    return Stream.concat(
        Stream.of(entry.path()), entry.aliases().stream().map(alias -> before + alias));
  }

  private static Stream<Recorded> of(String command) {
    return all.stream().filter(each -> each.command().equals(command));
  }

  /** What configures notifications is declared in one place for all their commands. */
  private static Stream<Recorded> sharingFlags(String command) {
    return command.startsWith(NOTIFICATIONS)
        ? all.stream().filter(each -> each.command().startsWith(NOTIFICATIONS))
        : of(command);
  }

  static Stream<String> commands() {
    return Commands.ALL.stream().map(CommandEntry::path);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandHasAGoldenOutputOfItsSuccess(String command) {
    assertThat(of(command)).anyMatch(each -> !each.refused() && each.prints());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandHasAGoldenLogOfItsRequests(String command) {
    if (SEND_NOTHING.contains(command)) {
      assertThat(of(command)).noneMatch(Recorded::sends);
    } else {
      assertThat(of(command)).anyMatch(each -> !each.refused() && each.sends());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachFlagOfACommandIsInAGoldenCommandLine(String command) {
    CommandSpec spec = CommandSpec.create();
    Commands.ALL.stream()
        .filter(entry -> entry.path().equals(command))
        .forEach(entry -> entry.make().get().declare(spec));
    assertThat(spec.options())
        .allSatisfy(
            option ->
                assertThat(sharingFlags(command))
                    .as(option.longestName())
                    .anyMatch(each -> each.has(option.names())));
  }

  @Test
  void commandLinesOfAliasesAndOfLongerPathsBelongToTheirCommands() {
    assertThat(named(List.of("get", "ro", "shop")).orElseThrow().path()).isEqualTo("get rollout");
    assertThat(named(List.of("create", "analysisrun")).orElseThrow().path())
        .isEqualTo("create analysisrun");
    assertThat(named(List.of("gte", "rollout"))).isEmpty();
  }
}
