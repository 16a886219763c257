package io.rolloutoperator.kubectl.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One command. Only the one that was named is made, and only its flags are declared. */
public interface Command {

  /** Adds description, flags and parameters; those that all commands have are there already. */
  void declare(CommandSpec spec);

  /**
   * Does what the command is for.
   *
   * @return the exit code, see {@link ExitCode}
   * @throws CommandFailure with the line to show
   */
  int run(Arguments arguments, Session session) throws CommandFailure;
}
