package io.rolloutoperator.kubectl.cli;

import io.rolloutoperator.kubectl.api.Kind;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** One command. Only the one that was named is made, and only its flags are declared. */
public interface Command {

  /** Adds description, flags and parameters; those that all commands have are there already. */
  void declare(CommandSpec spec);

  /** The kind of objects whose names a shell offers as parameters. */
  default Optional<Kind> completes() {
    return Optional.of(Kind.ROLLOUT);
  }

  /** The exit code of a command line that cannot be read. */
  default int usageFailure() {
    return ExitCode.FAILED;
  }

  /**
   * Does what the command is for.
   *
   * @return the exit code, see {@link ExitCode}
   * @throws CommandFailure with the line to show
   */
  int run(Arguments arguments, Session session) throws CommandFailure;
}
