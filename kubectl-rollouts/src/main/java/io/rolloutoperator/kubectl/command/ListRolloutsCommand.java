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
import io.rolloutoperator.kubectl.view.RolloutRow;
import io.rolloutoperator.kubectl.view.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code list rollouts [-A]}: one line for each. */
final class ListRolloutsCommand implements Command {

  private static final String ALL = "--all-namespaces";
  private static final String NAME = "--name";
  private static final String TIMESTAMPS = "--timestamps";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Lists Rollouts with strategy, status, step and weight.");
    spec.addOption(Flags.flag("those of all namespaces", "-A", ALL));
    spec.addOption(Flags.text("NAME", "only the one with this name", NAME));
    spec.addOption(Flags.flag("begin each line with the time", TIMESTAMPS));
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
    Selection selection =
        arguments
            .text(NAME)
            .map(name -> Selection.named(Kind.ROLLOUT, namespace, name))
            .orElse(Selection.of(Kind.ROLLOUT, namespace));
    List<JsonNode> rollouts = new ArrayList<>(session.cluster().list(selection).items());
    rollouts.sort(Comparator.comparing(At::namespace).thenComparing(At::name));
    if (output.raw()) {
      output.print(Kind.ROLLOUT, rollouts, session.out());
      return ExitCode.OK;
    }
    if (rollouts.isEmpty()) {
      session
          .err()
          .println(
              "No rollouts found"
                  + (namespace.isEmpty() ? "." : " in namespace " + namespace + "."));
      return ExitCode.OK;
    }
    Table table = RolloutRow.table(rollouts, arguments.flag(ALL), timestamp(arguments, session));
    int width = output == Output.WIDE ? Integer.MAX_VALUE : session.around().terminal().columns();
    table
        .lines()
        .forEach(line -> session.out().println(line.cut(width).rendered(session.colours())));
    return ExitCode.OK;
  }

  private static String timestamp(Arguments arguments, Session session) {
    return arguments.flag(TIMESTAMPS)
        ? session.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString()
        : "";
  }
}
