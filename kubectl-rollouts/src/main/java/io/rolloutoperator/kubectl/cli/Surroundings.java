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
 */
public record Surroundings(
    Map<String, String> environment,
    Path home,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Clock clock) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** A variable; empty if it is absent or "". */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
