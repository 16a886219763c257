package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.kubectl.action.RestartAction;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;

/** {@code restart ROLLOUT… [--in 10s]}: replaces all pods that are older than a time. */
final class RestartCommand implements Command {

  private static final String NOW = "0s";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Replaces the pods of a Rollout, a few at a time, without a new revision.",
        "They are evicted, so that budgets of disruption are respected.");
    spec.addPositional(Flags.names("ROLLOUT", "1..*", "the Rollouts to restart"));
    spec.addOption(Flags.text("DURATION", "how long to wait before, such as 30s", "-i", "--in"));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    String in = arguments.text("--in").orElse(NOW);
    Instant at = session.now().plus(duration(in));
    return Each.does(new RestartAction(at, in), arguments, session);
  }

  private static Duration duration(String written) throws CommandFailure {
    return switch (GoDuration.parse(written)) {
      case GoDuration.Valid(Duration duration) when !duration.isNegative() -> duration;
      case GoDuration.Valid _, GoDuration.Invalid _ ->
          throw new CommandFailure(
              "--in \"%s\" is not a duration such as 30s, 5m or 1h".formatted(written));
    };
  }
}
