package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code get rollout ROLLOUT [-w]}: what is going on, and the tree of objects below it. */
final class GetRolloutCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Shows a Rollout: which version, which weight, which step, what the analysis says,",
        "what it waits for, and the tree of its objects.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
    Following.declare(spec);
    spec.addOption(Output.flag());
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef rollout = Rollouts.named(session, arguments.name());
    Output output = Output.of(arguments);
    Optional<Duration> limit = Following.limit(arguments);
    if (arguments.flag(Following.WATCH)) {
      return output.raw()
          ? new ObjectStream(session, output).of(rollout, limit)
          : new TreeScreen(session, rollout, output).watch(limit);
    }
    if (output.raw()) {
      output.print(Kind.ROLLOUT, session.cluster().get(rollout), session.out());
    } else {
      new TreeScreen(session, rollout, output)
          .print(new ObjectsReader(session.cluster()).read(rollout));
    }
    return ExitCode.OK;
  }
}
