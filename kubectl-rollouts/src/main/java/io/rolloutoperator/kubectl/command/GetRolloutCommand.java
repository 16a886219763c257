package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import io.rolloutoperator.kubectl.view.RolloutTree;
import io.rolloutoperator.kubectl.view.Screen;
import io.rolloutoperator.kubectl.view.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code get rollout ROLLOUT [-w]}: what is going on, and the tree of objects below it. */
final class GetRolloutCommand implements Command {

  private static final String WATCH = "--watch";
  private static final String TIMEOUT = "--timeout-seconds";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Shows a Rollout: which version, which weight, which step, what the analysis says,",
        "what it waits for, and the tree of its objects.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
    spec.addOption(Flags.flag("follow the changes", "-w", WATCH));
    spec.addOption(Flags.text("SECONDS", "end --watch after this time; 0: never", TIMEOUT));
    spec.addOption(Output.flag());
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef rollout = Rollouts.named(session, arguments.name());
    Output output = Output.of(arguments);
    if (output.raw()) {
      output.print(Kind.ROLLOUT, session.cluster().get(rollout), session.out());
      return ExitCode.OK;
    }
    if (arguments.flag(WATCH)) {
      Optional<Duration> limit =
          arguments.number(TIMEOUT).filter(seconds -> seconds > 0).map(Duration::ofSeconds);
      return new RolloutWatch(session, rollout, output).run(limit);
    }
    RolloutObjects objects = new ObjectsReader(session.cluster()).read(rollout);
    rendered(objects, session, output.columns(session)).forEach(session.screen()::println);
    return ExitCode.OK;
  }

  /** The lines of the screen. */
  static List<String> rendered(RolloutObjects objects, Session session, int width) {
    List<Line> lines =
        Screen.of(
            Summary.of(objects, session.now()), RolloutTree.of(objects), width, session.now());
    return lines.stream().map(line -> line.rendered(session.colours())).toList();
  }

  /** The lines as they were at one and the same time, to see whether anything else changed. */
  static List<String> timeless(RolloutObjects objects, int width) {
    return Screen.of(
            Summary.of(objects, Instant.EPOCH), RolloutTree.of(objects), width, Instant.EPOCH)
        .stream()
        .map(line -> line.rendered(false))
        .toList();
  }
}
