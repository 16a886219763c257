package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.action.OwnedReplicaSets;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.Undo;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.Names;
import io.rolloutoperator.kubectl.view.Revisions;
import io.rolloutoperator.kubectl.view.TreeDifference;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code diff ROLLOUT [--from N] [--to N]}: how the pods of two revisions differ. */
final class DiffCommand implements Command {

  private static final String FROM = "--from";
  private static final String TO = "--to";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Shows how the pod templates of two revisions differ: the stable one and the newest",
        "unless others are named. Exit code 1 if they differ.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
    spec.addOption(Flags.text("N", "the old revision; the stable one otherwise", FROM));
    spec.addOption(Flags.text("N", "the new revision; the newest one otherwise", TO));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef ref = Rollouts.named(session, arguments.name());
    JsonNode rollout = session.cluster().get(ref);
    List<JsonNode> sets = OwnedReplicaSets.of(rollout, session.cluster());
    JsonNode from = chosen(sets, arguments.number(FROM), At.text(rollout, "status", "stableRS"));
    JsonNode to = chosen(sets, arguments.number(TO), At.text(rollout, "status", "currentPodHash"));
    List<Line> lines = TreeDifference.of(Undo.template(from), Undo.template(to));
    String between = "revision %d and revision %d".formatted(Revisions.of(from), Revisions.of(to));
    if (lines.isEmpty()) {
      session.out().println("no difference between " + between);
      return ExitCode.OK;
    }
    session.out().println(between + ":");
    lines.forEach(line -> session.screen().println(line.rendered(session.colours())));
    return ExitCode.FAILED;
  }

  private static JsonNode chosen(List<JsonNode> sets, Optional<Integer> revision, String hash)
      throws CommandFailure {
    Optional<JsonNode> found =
        sets.stream()
            .filter(
                set ->
                    revision
                        .map(number -> Revisions.of(set) == number)
                        .orElse(At.label(set, Names.HASH).equals(hash)))
            .findFirst();
    return found.orElseThrow(
        () ->
            new CommandFailure(
                revision
                    .map("unable to find specified revision %d in history"::formatted)
                    .orElse("the rollout has no such revision yet")));
  }
}
