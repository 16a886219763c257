package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.Undo;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.Revisions;
import java.util.List;
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
    String name = arguments.name();
    int revision = arguments.number(TO).orElse(0);
    ObjectRef rollout = Rollouts.named(session, name);
    JsonNode tree = session.cluster().get(rollout);
    List<JsonNode> owned = ObjectsReader.replicaSets(session.cluster(), tree);
    JsonNode target =
        Undo.target(owned, revision).orElseThrow(() -> new CommandFailure(missing(name, revision)));
    TemplateOwner owner =
        tree.path("spec").has("workloadRef")
            ? TemplateOwner.of(session, rollout)
            : new TemplateOwner(rollout, tree);
    JsonNode template = Undo.template(target);
    if (Undo.isCurrent(owner.tree(), template)) {
      session
          .out()
          .println(
              "skipped rollback (current template already matches revision %d)"
                  .formatted(Revisions.of(target)));
      return ExitCode.OK;
    }
    session.cluster().edit(owner.ref(), Undo.patch(template));
    session.out().println("rollout '" + name + "' undo");
    return ExitCode.OK;
  }

  private static String missing(String name, int revision) {
    return revision > 0
        ? "unable to find specified revision %d in history".formatted(revision)
        : "no revision found for rollout \"%s\"".formatted(name);
  }
}
