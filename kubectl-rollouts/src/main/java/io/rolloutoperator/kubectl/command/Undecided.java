package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import org.jspecify.annotations.Nullable;

/** The question could not be asked or answered, which a script must tell from the answer "no". */
final class Undecided extends CommandFailure {

  private static final long serialVersionUID = 1;

  Undecided(String message) {
    this(message, null);
  }

  Undecided(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return ExitCode.UNDECIDED;
  }
}
