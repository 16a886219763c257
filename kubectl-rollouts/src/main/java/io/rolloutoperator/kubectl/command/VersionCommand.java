package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.cli.Version;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code version [--short]}. */
final class VersionCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Shows the version of this plugin.");
    spec.addOption(Flags.flag("only the number", "--short"));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) {
    session.out().println("kubectl-rollouts: " + Version.number());
    if (!arguments.flag("--short")) {
      session.out().println("  Java: " + Runtime.version());
      session
          .out()
          .println(
              "  Platform: " + System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
    }
    return ExitCode.OK;
  }
}
