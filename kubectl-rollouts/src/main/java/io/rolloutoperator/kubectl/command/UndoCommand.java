package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.action.UndoAction;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import picocli.CommandLine.Model.CommandSpec;

/** {@code undo ROLLOUT [--to-revision N]}: puts the pod template of an earlier revision back. */
final class UndoCommand implements Command {

  private static final String TO = "--to-revision";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Goes back to the pod template of an earlier revision.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
    spec.addOption(Flags.text("N", "its number; 0, the default: the one before", TO));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    UndoAction action = new UndoAction(arguments.number(TO).orElse(0));
    return Each.does(action, arguments, session);
  }
}
