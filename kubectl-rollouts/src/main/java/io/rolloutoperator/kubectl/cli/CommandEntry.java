package io.rolloutoperator.kubectl.cli;

import java.util.List;
import java.util.function.Supplier;

/**
 * A command in the list of all.
 *
 * @param path its words, such as {@code get rollout}
 * @param aliases other words for the last one
 * @param summary half a line
 * @param make makes it, once it is named
 */
public record CommandEntry(
    String path, List<String> aliases, String summary, Supplier<Command> make) {

  public CommandEntry {
    aliases = List.copyOf(aliases);
  }

  public static CommandEntry of(
      String path, String summary, Supplier<Command> make, String... aliases) {
    return new CommandEntry(path, List.of(aliases), summary, make);
  }

  /** Whether these words name it. */
  boolean isNamedBy(List<String> words) {
    List<String> own = List.of(path.split(" ", -1));
    int last = own.size() - 1;
    return words.size() >= own.size()
        && words.subList(0, last).equals(own.subList(0, last))
        && (words.get(last).equals(own.get(last)) || aliases.contains(words.get(last)));
  }

  int words() {
    return path.split(" ", -1).length;
  }
}
