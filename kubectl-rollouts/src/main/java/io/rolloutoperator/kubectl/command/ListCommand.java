package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
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
import io.rolloutoperator.kubectl.view.ExperimentView;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.RolloutRow;
import io.rolloutoperator.kubectl.view.Table;
import io.rolloutoperator.kubectl.view.Tone;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code list rollouts [-A]}, {@code list experiments [-A]}: one line for each. */
final class ListCommand implements Command {

  private static final String ALL = "--all-namespaces";
  private static final String NAME = "--name";
  private static final String TIMESTAMPS = "--timestamps";

  /** Lays objects out. */
  @FunctionalInterface
  private interface Layout {
    Table table(List<JsonNode> objects, boolean namespaces, String timestamp, Instant now);
  }

  private final Kind kind;
  private final Layout layout;
  private final String description;

  private ListCommand(Kind kind, Layout layout, String description) {
    this.kind = kind;
    this.layout = layout;
    this.description = description;
  }

  static ListCommand rollouts() {
    return new ListCommand(
        Kind.ROLLOUT,
        (rollouts, namespaces, timestamp, _) -> RolloutRow.table(rollouts, namespaces, timestamp),
        "Lists Rollouts with strategy, status, step and weight.");
  }

  static ListCommand experiments() {
    return new ListCommand(
        Kind.EXPERIMENT,
        ExperimentView::table,
        "Lists Experiments with their status and the time that is left.");
  }

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, description);
    spec.addOption(Flags.flag("those of all namespaces", "-A", ALL));
    spec.addOption(Flags.text("NAME", "only the one with this name", NAME));
    spec.addOption(Flags.flag("begin each line with the time", TIMESTAMPS));
    spec.addOption(Flags.flag("follow the changes", "-w", Following.WATCH));
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
            .map(name -> Selection.named(kind, namespace, name))
            .orElse(Selection.of(kind, namespace));
    if (arguments.flag(Following.WATCH)) {
      return output.raw()
          ? new ObjectStream(session, output).of(selection)
          : watch(arguments, session, selection, output);
    }
    List<JsonNode> objects = sorted(session.cluster().list(selection).items());
    if (output.raw()) {
      output.print(kind, objects, session.out());
    } else if (objects.isEmpty()) {
      String where = namespace.isEmpty() ? "" : " in namespace " + namespace;
      session.err().printf("No %s found%s.%n", kind.plural(), where);
    } else {
      lines(objects, arguments, session, output).forEach(session.screen()::println);
    }
    return ExitCode.OK;
  }

  private static List<JsonNode> sorted(List<JsonNode> objects) {
    return objects.stream()
        .sorted(Comparator.comparing(At::namespace).thenComparing(At::name))
        .toList();
  }

  private List<String> lines(
      List<JsonNode> objects, Arguments arguments, Session session, Output output) {
    int width = output.columns(session);
    return layout
        .table(objects, arguments.flag(ALL), timestamp(arguments, session), session.now())
        .lines()
        .stream()
        .map(line -> line.cut(width).rendered(session.colours()))
        .toList();
  }

  /** The table, drawn again with every change. */
  private int watch(Arguments arguments, Session session, Selection selection, Output output)
      throws CommandFailure {
    session.cluster().list(selection);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      live.follow(selection);
      return new LiveScreen(session, live)
          .run(Optional.empty(), () -> picture(live, arguments, session, output));
    }
  }

  private Optional<LiveScreen.Picture> picture(
      LiveObjects live, Arguments arguments, Session session, Output output) throws CommandFailure {
    ApiFailure refusal = live.refusals().get(kind);
    if (refusal != null) {
      throw refusal;
    }
    return live.of(kind)
        .map(ListCommand::sorted)
        .map(
            objects -> {
              List<String> lines = new ArrayList<>(lines(objects, arguments, session, output));
              lines.addAll(notes(live, session, output));
              return new LiveScreen.Picture(lines, () -> timeless(objects, live));
            });
  }

  private static List<String> notes(LiveObjects live, Session session, Output output) {
    return live.notes().stream()
        .flatMap(note -> Line.of(note, Tone.WAITING).wrapped(output.columns(session)).stream())
        .map(line -> line.rendered(session.colours()))
        .toList();
  }

  private static List<String> timeless(List<JsonNode> objects, LiveObjects live) {
    return Stream.concat(objects.stream().map(Json::compact), live.notes().stream()).toList();
  }

  private static String timestamp(Arguments arguments, Session session) {
    return arguments.flag(TIMESTAMPS)
        ? session.now().truncatedTo(ChronoUnit.SECONDS).toString()
        : "";
  }
}
