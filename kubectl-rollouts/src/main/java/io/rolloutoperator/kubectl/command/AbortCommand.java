package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.Abort;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.util.Optional;
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
    return Each.of(arguments, session, name -> abort(session, name));
  }

  private static void abort(Session session, String name) throws CommandFailure {
    ObjectRef rollout = Rollouts.named(session, name);
    Optional<String> refusal = readable(session, rollout).flatMap(Abort::refusal);
    if (refusal.isPresent()) {
      throw new CommandFailure(refusal.get());
    }
    Rollouts.patchStatus(session, rollout, Abort.PATCH, Abort.PATCH);
    session.out().println("rollout '" + name + "' aborted");
  }

  /** Who may abort need not be allowed to read. */
  private static Optional<JsonNode> readable(Session session, ObjectRef rollout)
      throws CommandFailure {
    try {
      return Optional.of(session.cluster().get(rollout));
    } catch (ApiFailure e) {
      if (e.forbidden()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
