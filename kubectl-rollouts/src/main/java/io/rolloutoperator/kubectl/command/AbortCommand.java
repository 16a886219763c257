package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.action.AbortAction;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abort ROLLOUT…}: all traffic goes back to the stable version. */
final class AbortCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Aborts an update: traffic and pods go back to the stable version.",
        "The spec still asks for the new version; retry starts it again, undo takes it back.");
    spec.addPositional(Flags.names("ROLLOUT", "1..*", "the Rollouts to abort"));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return Each.does(new AbortAction(), arguments, session);
  }
}
