package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Entries of a configuration by their names. */
final class NamedEntries {

  private NamedEntries() {}

  /**
   * The one that is named, or all.
   *
   * @param names of one or none
   * @param what they are, for the message
   */
  static <T> SortedMap<String, T> named(SortedMap<String, T> all, List<String> names, String what)
      throws CommandFailure {
    return names.isEmpty()
        ? all
        : new TreeMap<>(Map.of(names.getFirst(), one(all, names.getFirst(), what)));
  }

  /** The one with this name. */
  static <T> T one(SortedMap<String, T> all, String name, String what) throws CommandFailure {
    T found = all.get(name);
    if (found == null) {
      String known = all.isEmpty() ? "none" : String.join(", ", all.keySet());
      throw new CommandFailure(
          "%s with name '%s' does not exist (found %s)".formatted(what, name, known));
    }
    return found;
  }
}
