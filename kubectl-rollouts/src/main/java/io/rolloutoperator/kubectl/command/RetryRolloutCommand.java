package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.action.RetryAction;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import picocli.CommandLine.Model.CommandSpec;

/** {@code retry rollout ROLLOUT…}: starts an aborted update again. */
final class RetryRolloutCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Starts an aborted update again, from its first step.");
    spec.addPositional(Flags.names("ROLLOUT", "1..*", "the Rollouts to try again"));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return Each.does(new RetryAction(), arguments, session);
  }
}
