package io.rolloutoperator.kubectl.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The process around a command, as a value, so that a test can give another.
 *
 * @param environment variables
 * @param home the user's home folder
 * @param serviceAccount the folder in which a pod finds its token
 * @param screen standard output as it is, for lines that were made for a terminal
 */
public record Surroundings(
    Map<String, String> environment,
    Path home,
    Path serviceAccount,
    InputStream in,
    PrintStream screen,
    PrintStream err,
    TerminalSizes terminals,
    Clock clock) {

  public Surroundings {
    environment = Map.copyOf(environment);
    err = new PlainOutput(err);
  }

  /** Standard output for text that others may have written: it cannot steer the terminal. */
  public PrintStream out() {
    return new PlainOutput(screen);
  }

  /** What standard output is now. */
  public Terminal terminal() {
    return terminals.now();
  }

  /** A variable; empty if it is absent or "". */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
