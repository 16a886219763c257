package io.rolloutoperator.kubectl.cli;

import io.rolloutoperator.kubectl.json.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Why a command ends without having done what it was asked for, in one line for a person: what,
 * where, what to do.
 */
public class CommandFailure extends Exception {

  private static final long serialVersionUID = 1;

  public CommandFailure(String message) {
    this(message, null);
  }

  /**
   * A failure with its cause, which {@code -v 8} shows.
   *
   * @param message one line, never with a secret in it
   */
  public CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The line to show, without what could steer a terminal. */
  public String line() {
    return PlainText.line(String.valueOf(getMessage()));
  }

  /** The exit code: 1 unless a command promises another. */
  public int exitCode() {
    return ExitCode.FAILED;
  }
}
