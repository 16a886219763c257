package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The flags of commands that follow one object: {@code -w} and {@code --timeout-seconds}. */
final class Following {

  static final String WATCH = "--watch";
  private static final String TIMEOUT = "--timeout-seconds";

  private Following() {}

  static void declare(CommandSpec spec) {
    spec.addOption(Flags.flag("follow the changes", "-w", WATCH));
    spec.addOption(Flags.text("SECONDS", "end --watch after this time; 0: never", TIMEOUT));
  }

  /** For how long; empty until the process is ended. */
  static Optional<Duration> limit(Arguments arguments) throws CommandFailure {
    return arguments.number(TIMEOUT).filter(seconds -> seconds > 0).map(Duration::ofSeconds);
  }
}
