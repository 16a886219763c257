package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.ApiFailure;
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

  private static final int TRIES = 5;

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
    List<ImageChange> changes = changes(arguments);
    for (int attempt = 1; ; attempt++) {
      try {
        replace(session, arguments.name(), changes);
        session.out().println("rollout \"" + arguments.name() + "\" image updated");
        return ExitCode.OK;
      } catch (ApiFailure e) {
        if (!e.conflict() || attempt == TRIES) {
          throw e;
        }
      }
    }
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

  private static void replace(Session session, String name, List<ImageChange> changes)
      throws CommandFailure {
    TemplateOwner owner = TemplateOwner.of(session, Rollouts.named(session, name));
    for (ImageChange change : changes) {
      if (!change.applyTo(owner.tree())) {
        throw new CommandFailure(
            "unable to find container named \"%s\"".formatted(change.container()));
      }
    }
    session.cluster().replace(owner.ref(), owner.tree());
  }
}
