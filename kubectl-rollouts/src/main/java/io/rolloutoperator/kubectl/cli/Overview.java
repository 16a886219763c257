package io.rolloutoperator.kubectl.cli;

import java.io.PrintStream;
import java.util.List;

/** The list of commands that stands in for the help of no command. */
final class Overview {

  private Overview() {}

  /**
   * Prints it.
   *
   * @param group "" for all, else the beginning of their words with a space
   */
  static void print(List<CommandEntry> commands, String group, PrintStream out) {
    out.println("Sees, promotes and aborts releases. Usage:");
    out.println();
    out.println("  kubectl rollouts " + group + "COMMAND [flags]");
    out.println();
    List<CommandEntry> shown =
        commands.stream().filter(entry -> entry.path().startsWith(group)).toList();
    int width = shown.stream().mapToInt(entry -> entry.path().length()).max().orElse(0);
    for (CommandEntry entry : shown) {
      String padding = " ".repeat(width - entry.path().length());
      out.println("  " + entry.path() + padding + "  " + entry.summary());
    }
    out.println();
    out.println("'kubectl rollouts COMMAND --help' shows the flags of a command.");
  }
}
