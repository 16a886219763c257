package io.rolloutoperator.kubectl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a command line into the words that name the command and the rest. Flags of kubectl may
 * stand before and between the words.
 *
 * @param entry the named command
 * @param rest flags and parameters
 */
record CommandWords(CommandEntry entry, List<String> rest) {

  private static final int MOST_WORDS = 3;

  CommandWords {
    rest = List.copyOf(rest);
  }

  /** The command that is named; empty if none is. */
  static Optional<CommandWords> find(List<CommandEntry> commands, List<String> arguments) {
    List<Integer> positions = positions(arguments);
    List<String> words = positions.stream().map(arguments::get).toList();
    return commands.stream()
        .filter(entry -> entry.isNamedBy(words))
        .reduce((one, other) -> other.words() > one.words() ? other : one)
        .map(entry -> new CommandWords(entry, without(arguments, positions, entry.words())));
  }

  /** The words that could name a command. */
  static List<String> words(List<String> arguments) {
    return positions(arguments).stream().map(arguments::get).toList();
  }

  private static List<Integer> positions(List<String> arguments) {
    Set<String> withValue = GlobalFlags.withValue();
    List<Integer> positions = new ArrayList<>();
    for (int at = 0; at < arguments.size() && positions.size() < MOST_WORDS; at++) {
      String argument = arguments.get(at);
      if (argument.equals("--")) {
        break;
      }
      if (withValue.contains(argument)) {
        at++;
      } else if (!argument.startsWith("-")) {
        positions.add(at);
      }
    }
    return positions;
  }

  private static List<String> without(List<String> arguments, List<Integer> positions, int words) {
    List<String> rest = new ArrayList<>(arguments);
    for (int word = words - 1; word >= 0; word--) {
      rest.remove((int) positions.get(word));
    }
    return rest;
  }
}
