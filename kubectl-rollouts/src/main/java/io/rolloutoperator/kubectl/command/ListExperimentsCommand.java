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
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.ExperimentView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code list experiments [-A]}: one line for each. */
final class ListExperimentsCommand implements Command {

  private static final String ALL = "--all-namespaces";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Lists Experiments with their status and the time that is left.");
    spec.addOption(Flags.flag("those of all namespaces", "-A", ALL));
    spec.addOption(Output.flag());
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    Output output = Output.of(arguments);
    String namespace = arguments.flag(ALL) ? "" : session.namespace();
    List<JsonNode> experiments =
        new ArrayList<>(session.cluster().list(Selection.of(Kind.EXPERIMENT, namespace)).items());
    experiments.sort(Comparator.comparing(At::namespace).thenComparing(At::name));
    if (output.raw()) {
      output.print(Kind.EXPERIMENT, experiments, session.out());
    } else if (experiments.isEmpty()) {
      session.err().println("No experiments found.");
    } else {
      int width = output == Output.WIDE ? Integer.MAX_VALUE : session.around().terminal().columns();
      ExperimentView.table(experiments, arguments.flag(ALL), session.now())
          .lines()
          .forEach(line -> session.screen().println(line.cut(width).rendered(session.colours())));
    }
    return ExitCode.OK;
  }
}
