package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.action.SetImageAction;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.ImageChange;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code set image ROLLOUT CONTAINER=IMAGE…}: starts an update. */
final class SetImageCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Gives containers of a Rollout another image, which starts an update.",
        "CONTAINER may be * for all.");
    spec.addPositional(
        Flags.names("ROLLOUT CONTAINER=IMAGE", "2..*", "the Rollout and its new images"));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    SetImageAction action = new SetImageAction(changes(arguments));
    ObjectRef rollout = Rollouts.named(session, arguments.name());
    session.out().println(action.on(rollout, session.cluster()));
    return ExitCode.OK;
  }

  private static List<ImageChange> changes(Arguments arguments) throws CommandFailure {
    List<ImageChange> changes = new ArrayList<>();
    for (String text : arguments.names().subList(1, arguments.names().size())) {
      changes.add(
          ImageChange.parse(text)
              .orElseThrow(
                  () -> new CommandFailure("\"%s\" is not CONTAINER=IMAGE".formatted(text))));
    }
    return changes;
  }
}
