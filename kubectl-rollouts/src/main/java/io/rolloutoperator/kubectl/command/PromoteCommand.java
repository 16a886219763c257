package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.action.PromoteAction;
import io.rolloutoperator.kubectl.change.Promotion.Extent;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import picocli.CommandLine.Model.CommandSpec;

/** {@code promote ROLLOUT}: ends a pause or the step under way; {@code --full} all of them. */
final class PromoteCommand implements Command {

  private static final String FULL = "--full";
  private static final String CURRENT = "--skip-current-step";
  private static final String ALL = "--skip-all-steps";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Promotes a Rollout that is paused, or ends the step that it is at.",
        "--full skips all pauses, analyses and steps.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout to promote"));
    spec.addOption(Flags.flag("skip analyses, pauses and steps", FULL));
    spec.addOption(Flags.flag("deprecated: promote without a flag does it", "-c", CURRENT));
    spec.addOption(Flags.flag("deprecated: use --full", "-a", ALL));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    PromoteAction promote = new PromoteAction(extent(arguments));
    return Each.does(promote, arguments, session);
  }

  private static Extent extent(Arguments arguments) throws CommandFailure {
    boolean current = arguments.flag(CURRENT);
    boolean all = arguments.flag(ALL);
    if (current && all) {
      throw new CommandFailure(
          "Cannot use skip-current-step and skip-all-steps flags at the same time");
    }
    if (current) {
      return Extent.SKIP_CURRENT_STEP;
    }
    if (all) {
      return Extent.SKIP_ALL_STEPS;
    }
    return arguments.flag(FULL) ? Extent.FULL : Extent.NEXT;
  }
}
