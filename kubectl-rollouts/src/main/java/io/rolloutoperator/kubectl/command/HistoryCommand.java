package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.HistoryTable;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import picocli.CommandLine.Model.CommandSpec;

/** {@code history ROLLOUT}: its revisions, the newest first. */
final class HistoryCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Lists the revisions of a Rollout, their images and their analyses.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
    spec.addOption(Output.flag());
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef rollout = Rollouts.named(session, arguments.name());
    Output output = Output.of(arguments);
    RolloutObjects objects = new ObjectsReader(session.cluster()).read(rollout);
    if (output.raw()) {
      output.print(Kind.REPLICA_SET, HistoryTable.owned(objects), session.out());
      return ExitCode.OK;
    }
    int width = output == Output.WIDE ? Integer.MAX_VALUE : session.around().terminal().columns();
    HistoryTable.of(objects, session.now())
        .lines()
        .forEach(line -> session.screen().println(line.cut(width).rendered(session.colours())));
    return ExitCode.OK;
  }
}
