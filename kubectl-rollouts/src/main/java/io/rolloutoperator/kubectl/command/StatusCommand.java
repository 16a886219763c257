package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.view.Goal;
import io.rolloutoperator.kubectl.view.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code status ROLLOUT}: waits until an update has ended, for scripts. */
final class StatusCommand implements Command {

  private static final String WATCH = "--watch";
  private static final String TIMEOUT = "--timeout";
  private static final String WAIT_FOR = "--wait-for";
  private static final Duration TICK = Duration.ofSeconds(1);

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Shows the status of a Rollout until it is Healthy (exit code 0) or Degraded (1).",
        "--wait-for ends earlier: paused, healthy, degraded, promoted, step=N or weight=N.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
    spec.addOption(Flags.flag("follow until the end; false shows it once", "-w", WATCH));
    spec.addOption(
        Flags.text("DURATION", "the longest wait, such as 5m; 0: no end", "-t", TIMEOUT));
    spec.addOption(Flags.text("GOAL", "what to wait for instead of healthy", WAIT_FOR));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef rollout = Rollouts.named(session, arguments.name());
    Goal goal = goal(arguments);
    Optional<Instant> end = timeout(arguments).map(session.now()::plus);
    JsonNode first = session.cluster().get(rollout);
    if (!arguments.flagOn(WATCH)) {
      session.out().println(Phase.of(first).sentence());
      return ExitCode.OK;
    }
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      live.follow(Selection.named(Kind.ROLLOUT, rollout.namespace(), rollout.name()));
      return follow(session, live, goal, end);
    }
  }

  private static int follow(Session session, LiveObjects live, Goal goal, Optional<Instant> end)
      throws CommandFailure {
    String told = "";
    LossWarning warning = new LossWarning(session, live);
    while (end.map(session.now()::isBefore).orElse(true)) {
      live.awaitChange(TICK);
      warning.tell();
      Optional<JsonNode> rollout = current(live);
      if (rollout.isEmpty()) {
        continue;
      }
      Phase phase = Phase.of(rollout.get());
      if (!phase.sentence().equals(told)) {
        told = phase.sentence();
        session.out().println(told);
        session.out().flush();
      }
      if (goal.reached(rollout.get())) {
        return ExitCode.OK;
      }
      if (phase.degraded()) {
        throw new CommandFailure(
            "The rollout is in a degraded state with message: " + phase.message());
      }
    }
    throw new CommandFailure("Rollout status watch exceeded timeout");
  }

  private static Optional<JsonNode> current(LiveObjects live) throws CommandFailure {
    if (!live.refusals().isEmpty()) {
      throw live.refusals().values().iterator().next();
    }
    Optional<List<JsonNode>> objects = live.of(Kind.ROLLOUT);
    if (objects.isPresent() && objects.get().isEmpty()) {
      throw new CommandFailure("the rollout was deleted");
    }
    return objects.map(List::getFirst);
  }

  private static Goal goal(Arguments arguments) throws CommandFailure {
    String text = arguments.text(WAIT_FOR).orElse("healthy");
    return Goal.parse(text)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "--wait-for \"%s\": there are paused, healthy, degraded, promoted, step=N and weight=N"
                        .formatted(text)));
  }

  private static Optional<Duration> timeout(Arguments arguments) throws CommandFailure {
    String text = arguments.text(TIMEOUT).orElse("0");
    return switch (GoDuration.parse(text)) {
      case GoDuration.Valid(Duration duration) when !duration.isNegative() ->
          duration.isZero() ? Optional.empty() : Optional.of(duration);
      case GoDuration.Valid _, GoDuration.Invalid _ ->
          throw new CommandFailure(
              "--timeout \"%s\" is not a duration such as 30s or 5m".formatted(text));
    };
  }
}
