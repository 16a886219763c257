package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.QuarantineTable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code quarantine list [-A]}: releases that aborted and are not started again. */
final class QuarantineListCommand implements Command {

  private static final String ALL = "--all-namespaces";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Lists releases that aborted and that Git sync does not start again.");
    spec.addOption(Flags.flag("those of all namespaces", "-A", ALL));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    String namespace = arguments.flag(ALL) ? "" : session.namespace();
    List<JsonNode> syncs = session.cluster().list(Selection.of(Kind.GIT_SYNC, namespace)).items();
    if (QuarantineTable.entries(syncs).isEmpty()) {
      session.err().println("No quarantined releases found.");
      return ExitCode.OK;
    }
    int width = session.around().terminal().columns();
    QuarantineTable.of(syncs, session.now())
        .lines()
        .forEach(line -> session.screen().println(line.cut(width).rendered(session.colours())));
    return ExitCode.OK;
  }
}
