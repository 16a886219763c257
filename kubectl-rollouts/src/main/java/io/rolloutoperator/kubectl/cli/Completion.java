package io.rolloutoperator.kubectl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a shell offers for the word at the cursor, in the form that kubectl reads from {@code
 * kubectl_complete-rollouts}: a candidate a line, then a colon and what the shell does with them.
 */
final class Completion {

  /** The word that asks for candidates; those before it are the command line so far. */
  static final String WORD = "__complete";

  /** No names of files. */
  private static final String ONLY_THESE = ":4";

  private final List<CommandEntry> commands;
  private final Surroundings around;

  Completion(List<CommandEntry> commands, Surroundings around) {
    this.commands = commands;
    this.around = around;
  }

  /**
   * Prints the candidates; a cluster that cannot be asked has none.
   *
   * @param line the words so far, the last of them unfinished and perhaps ""
   */
  int print(List<String> line) {
    String unfinished = line.isEmpty() ? "" : line.getLast();
    List<String> before = line.isEmpty() ? line : line.subList(0, line.size() - 1);
    candidates(before, unfinished)
        .filter(candidate -> candidate.startsWith(unfinished))
        .distinct()
        .sorted()
        .forEach(around.out()::println);
    around.out().println(ONLY_THESE);
    around.out().flush();
    return ExitCode.OK;
  }

  private Stream<String> candidates(List<String> before, String unfinished) {
    Optional<CommandWords> found = CommandWords.find(commands, before);
    if (unfinished.startsWith("-")) {
      return flags(found);
    }
    List<String> words = CommandWords.words(before);
    Stream<String> next = nextWords(words);
    return found.map(named -> Stream.concat(next, names(named))).orElse(next);
  }

  /** {@code get} after nothing, {@code rollout} after {@code get}. */
  private Stream<String> nextWords(List<String> words) {
    return commands.stream()
        .map(entry -> List.of(entry.path().split(" ", -1)))
        .filter(path -> path.size() > words.size())
        .filter(path -> path.subList(0, words.size()).equals(words))
        .map(path -> path.get(words.size()));
  }

  private static Stream<String> flags(Optional<CommandWords> found) {
    CommandSpec spec = CommandSpec.create();
    found.ifPresent(named -> named.entry().make().get().declare(spec));
    GlobalFlags.declare(spec);
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .map(option -> option.longestName());
  }

  private Stream<String> names(CommandWords named) {
    Optional<Kind> kind = named.entry().make().get().completes();
    if (kind.isEmpty()) {
      return Stream.empty();
    }
    CommandSpec spec = CommandSpec.create();
    GlobalFlags.declare(spec);
    CommandLine line = Flags.parser(spec).setUnmatchedArgumentsAllowed(true);
    try {
      Arguments arguments = new Arguments(line.parseArgs(named.rest().toArray(String[]::new)));
      ClusterConnector connector = new ClusterConnector(around, arguments);
      var access = connector.access();
      try (Cluster cluster = connector.open(access)) {
        return new ArrayList<>(cluster.list(Selection.of(kind.get(), access.namespace())).items())
            .stream().map(Completion::name);
      }
    } catch (CommandFailure | ParameterException _) {
      return Stream.empty();
    }
  }

  private static String name(JsonNode object) {
    return object.path("metadata").path("name").asText("");
  }
}
