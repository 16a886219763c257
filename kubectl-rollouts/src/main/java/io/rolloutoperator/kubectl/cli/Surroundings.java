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
 */
public record Surroundings(
    Map<String, String> environment,
    Path home,
    Path serviceAccount,
    InputStream in,
    PrintStream out,
    PrintStream err,
    TerminalSizes terminals,
    Clock clock) {

  public Surroundings {
    environment = Map.copyOf(environment);
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
