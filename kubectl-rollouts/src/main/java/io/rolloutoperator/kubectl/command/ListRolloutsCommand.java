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
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.LiveScreen;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.RolloutRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code list rollouts [-A]}: one line for each. */
final class ListRolloutsCommand implements Command {

  private static final String ALL = "--all-namespaces";
  private static final String NAME = "--name";
  private static final String WATCH = "--watch";
  private static final String TIMESTAMPS = "--timestamps";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Lists Rollouts with strategy, status, step and weight.");
    spec.addOption(Flags.flag("those of all namespaces", "-A", ALL));
    spec.addOption(Flags.text("NAME", "only the one with this name", NAME));
    spec.addOption(Flags.flag("begin each line with the time", TIMESTAMPS));
    spec.addOption(Flags.flag("follow the changes", "-w", WATCH));
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
    if (arguments.flag(WATCH)) {
      return watch(arguments, session, selection, output);
    }
    List<JsonNode> rollouts = sorted(session.cluster().list(selection).items());
    if (output.raw()) {
      output.print(Kind.ROLLOUT, rollouts, session.out());
      return ExitCode.OK;
    }
    if (rollouts.isEmpty()) {
      String where = namespace.isEmpty() ? "" : " in namespace " + namespace;
      session.err().println("No rollouts found" + where + ".");
    } else {
      lines(rollouts, arguments, session, output).forEach(session.screen()::println);
    }
    return ExitCode.OK;
  }

  private static List<JsonNode> sorted(List<JsonNode> rollouts) {
    return rollouts.stream()
        .sorted(Comparator.comparing(At::namespace).thenComparing(At::name))
        .toList();
  }

  private static List<String> lines(
      List<JsonNode> rollouts, Arguments arguments, Session session, Output output) {
    int width = output == Output.WIDE ? Integer.MAX_VALUE : session.around().terminal().columns();
    return RolloutRow.table(rollouts, arguments.flag(ALL), timestamp(arguments, session))
        .lines()
        .stream()
        .map(line -> line.cut(width).rendered(session.colours()))
        .toList();
  }

  /** The table, drawn again with every change. */
  private static int watch(Arguments arguments, Session session, Selection selection, Output output)
      throws CommandFailure {
    session.cluster().list(selection);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      live.follow(selection);
      return new LiveScreen(session, live)
          .run(
              Optional.empty(),
              () ->
                  live.of(Kind.ROLLOUT)
                      .map(ListRolloutsCommand::sorted)
                      .map(
                          rollouts ->
                              new LiveScreen.Picture(
                                  lines(rollouts, arguments, session, output),
                                  () -> rollouts.stream().map(Json::compact).toList())));
    }
  }

  private static String timestamp(Arguments arguments, Session session) {
    return arguments.flag(TIMESTAMPS)
        ? session.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString()
        : "";
  }
}
