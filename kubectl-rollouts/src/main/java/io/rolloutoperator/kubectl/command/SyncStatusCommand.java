package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.Screen;
import io.rolloutoperator.kubectl.view.SyncView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sync status [GITSYNC] [-A]}: all GitSyncs in a table, or one with all that is wrong. */
final class SyncStatusCommand implements Command {

  private static final String ALL = "--all-namespaces";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Shows GitSyncs: the commit that is applied, the health of its objects, what is wrong,",
        "and the releases that are not started again.");
    spec.addPositional(Flags.names("GITSYNC", "0..1", "one of them; all otherwise"));
    spec.addOption(Flags.flag("those of all namespaces", "-A", ALL));
    spec.addOption(Output.flag());
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.of(Kind.GIT_SYNC);
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    Output output = Output.of(arguments);
    int width = output == Output.WIDE ? Integer.MAX_VALUE : session.around().terminal().columns();
    if (!arguments.names().isEmpty()) {
      ObjectRef ref = new ObjectRef(Kind.GIT_SYNC, session.namespace(), arguments.name());
      JsonNode sync = session.cluster().get(ref);
      if (output.raw()) {
        output.print(Kind.GIT_SYNC, sync, session.out());
      } else {
        print(Screen.rows(SyncView.rows(sync, session.now()), width), session);
      }
      return ExitCode.OK;
    }
    String namespace = arguments.flag(ALL) ? "" : session.namespace();
    List<JsonNode> syncs =
        new ArrayList<>(session.cluster().list(Selection.of(Kind.GIT_SYNC, namespace)).items());
    syncs.sort(Comparator.comparing(At::namespace).thenComparing(At::name));
    if (output.raw()) {
      output.print(Kind.GIT_SYNC, syncs, session.out());
    } else if (syncs.isEmpty()) {
      session.err().println("No GitSyncs found.");
    } else {
      List<Line> lines = SyncView.table(syncs, session.now()).lines();
      print(lines.stream().map(line -> line.cut(width)).toList(), session);
    }
    return ExitCode.OK;
  }

  private static void print(List<Line> lines, Session session) {
    lines.forEach(line -> session.screen().println(line.rendered(session.colours())));
  }
}
