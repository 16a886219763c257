package io.rolloutoperator.kubectl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs one command line from its first word to its exit code. */
public final class Plugin {

  private static final String NAME = "kubectl rollouts";
  private static final int STACK_TRACES = 8;
  private static final int LEAST_HELP_WIDTH = 60;
  private static final int MOST_HELP_WIDTH = 120;

  private final List<CommandEntry> commands;
  private final Surroundings around;

  public Plugin(List<CommandEntry> commands, Surroundings around) {
    this.commands = List.copyOf(commands);
    this.around = around;
  }

  /** Runs it; whatever goes wrong is one line on standard error. */
  public int run(List<String> arguments) {
    if (!arguments.isEmpty() && arguments.getFirst().equals(Completion.WORD)) {
      return new Completion(commands, around).print(arguments.subList(1, arguments.size()));
    }
    Optional<CommandWords> found = CommandWords.find(commands, arguments);
    if (found.isEmpty()) {
      return withoutCommand(arguments);
    }
    return run(found.get());
  }

  /** Declares the flags of the one command, reads them, and does what it is for. */
  private int run(CommandWords named) {
    Command command = named.entry().make().get();
    CommandSpec spec = CommandSpec.create().name(NAME + " " + named.entry().path());
    command.declare(spec);
    GlobalFlags.declare(spec);
    CommandLine line = Flags.parser(spec);
    if (asksForHelp(named.rest())) {
      int width = Math.clamp(around.terminal().columns(), LEAST_HELP_WIDTH, MOST_HELP_WIDTH);
      line.setHelpFactory(ValueLabels.helps())
          .setUsageHelpWidth(width)
          .usage(around.out(), Ansi.OFF);
      return ExitCode.OK;
    }
    try {
      Arguments parsed = new Arguments(line.parseArgs(named.rest().toArray(String[]::new)));
      Optional<String> problem = ParameterProblem.ofCount(spec, parsed.names());
      if (problem.isEmpty()) {
        return run(command, parsed);
      }
      refused(problem.get(), named.entry());
    } catch (ParameterException e) {
      refused(ParameterProblem.text(e), named.entry());
    }
    return command.usageFailure();
  }

  private static boolean asksForHelp(List<String> rest) {
    int end = rest.indexOf("--");
    List<String> flags = end < 0 ? rest : rest.subList(0, end);
    return flags.contains("-h") || flags.contains("--help");
  }

  private int run(Command command, Arguments arguments) {
    int verbosity = 0;
    try {
      verbosity = GlobalFlags.verbosity(arguments);
      Session.Connector connector = new ClusterConnector(around, arguments);
      try (Session session =
          new Session(around, GlobalFlags.colours(arguments, around), connector)) {
        return command.run(arguments, session);
      }
    } catch (CommandFailure e) {
      tell(e.line(), e, verbosity);
      return e.exitCode();
    } catch (RuntimeException e) {
      tell("internal error, please report it with the output of -v 8: " + e, e, verbosity);
      return ExitCode.FAILED;
    } catch (OutOfMemoryError e) {
      tell("more input, or more objects, than the memory of this process holds", e, verbosity);
      return ExitCode.FAILED;
    } finally {
      around.out().flush();
    }
  }

  private void tell(String line, Throwable e, int verbosity) {
    PrintStream err = around.err();
    around.out().flush();
    err.println("Error: " + line);
    if (verbosity >= STACK_TRACES) {
      e.printStackTrace(err);
    }
  }

  private void refused(String problem, CommandEntry entry) {
    around.err().println("Error: " + problem);
    around.err().printf("See '%s %s --help' for usage.%n", NAME, entry.path());
  }

  private int withoutCommand(List<String> arguments) {
    List<String> words = CommandWords.words(arguments);
    if (words.isEmpty() || words.getFirst().equals("help")) {
      Overview.print(commands, "", around.out());
      return ExitCode.OK;
    }
    String group = group(words);
    int known = group.isEmpty() ? 0 : group.split(" ", -1).length;
    if (known > 0 && (words.size() == known || asksForHelp(arguments))) {
      Overview.print(commands, group + " ", around.out());
      return asksForHelp(arguments) ? ExitCode.OK : ExitCode.FAILED;
    }
    String of = known == 0 ? NAME : NAME + " " + group;
    around
        .err()
        .printf("Error: unknown command \"%s\" for \"%s\"%s%n", words.get(known), of, hint(words));
    around.err().printf("See '%s --help' for usage.%n", NAME);
    return ExitCode.FAILED;
  }

  /** The words that begin several commands, as many as there are; "" if the first one does not. */
  private String group(List<String> words) {
    for (int count = words.size(); count > 0; count--) {
      String group = String.join(" ", words.subList(0, count));
      if (commands.stream().anyMatch(entry -> entry.path().startsWith(group + " "))) {
        return group;
      }
    }
    return "";
  }

  private String hint(List<String> words) {
    List<String> paths = commands.stream().map(CommandEntry::path).toList();
    for (int count = words.size(); count > 0; count--) {
      Optional<String> likely = Likely.of(String.join(" ", words.subList(0, count)), paths);
      if (likely.isPresent()) {
        return ", did you mean \"" + likely.get() + "\"?";
      }
    }
    return "";
  }
}
