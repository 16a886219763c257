package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.Redraw;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.LabelSelectors;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The screen of a Rollout that follows its changes until it is told to end. */
final class RolloutWatch {

  /** Ages and countdowns move on although nothing happens. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Changes that come together are drawn together. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  private final Session session;
  private final ObjectRef ref;
  private final int width;
  private List<String> printed = List.of();

  RolloutWatch(Session session, ObjectRef ref, int width) {
    this.session = session;
    this.ref = ref;
    this.width = width;
  }

  /**
   * Follows it.
   *
   * @param limit for how long; empty until the process is ended
   * @throws CommandFailure if the Rollout does not exist, or is deleted meanwhile
   */
  int run(Optional<Duration> limit) throws CommandFailure {
    JsonNode first = session.cluster().get(ref);
    Optional<Instant> end = limit.map(session.now()::plus);
    boolean interactive = session.around().terminal().interactive();
    Redraw screen = new Redraw(session.out(), session.around().terminal().rows());
    Thread showCursor = new Thread(screen::end);
    Runtime.getRuntime().addShutdownHook(showCursor);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      follow(live, first);
      while (end.map(session.now()::isBefore).orElse(true)) {
        live.awaitChange(TICK);
        Optional<RolloutObjects> objects = objects(live);
        if (objects.isPresent()) {
          List<String> lines = GetRolloutCommand.rendered(objects.get(), session, width);
          if (interactive) {
            screen.show(lines);
          } else {
            print(objects.get(), lines);
          }
        }
        settle();
      }
    } finally {
      screen.end();
      Runtime.getRuntime().removeShutdownHook(showCursor);
    }
    return ExitCode.OK;
  }

  private void follow(LiveObjects live, JsonNode rollout) {
    String namespace = ref.namespace();
    String selector = LabelSelectors.text(At.node(rollout, "spec", "selector"));
    live.follow(Selection.named(Kind.ROLLOUT, namespace, ref.name()));
    live.follow(Selection.labelled(Kind.REPLICA_SET, namespace, selector));
    live.follow(Selection.labelled(Kind.POD, namespace, selector));
    live.follow(Selection.of(Kind.ANALYSIS_RUN, namespace));
    live.follow(Selection.of(Kind.EXPERIMENT, namespace));
  }

  /** What is known; empty until the first answers have come. */
  private Optional<RolloutObjects> objects(LiveObjects live) throws CommandFailure {
    Map<Kind, ApiFailure> refusals = live.refusals();
    ApiFailure refusal = refusals.get(Kind.ROLLOUT);
    if (refusal != null) {
      throw refusal;
    }
    List<String> notes = new ArrayList<>();
    refusals.forEach((kind, why) -> notes.add(kind.plural() + " are not shown: " + why.line()));
    live.loss().ifPresent(why -> notes.add("connection lost, trying again: " + why.line()));
    Optional<List<JsonNode>> rollouts = live.of(Kind.ROLLOUT);
    boolean known =
        List.of(Kind.REPLICA_SET, Kind.POD).stream()
            .allMatch(kind -> live.of(kind).isPresent() || refusals.containsKey(kind));
    if (rollouts.isEmpty() || !known) {
      return Optional.empty();
    }
    if (rollouts.get().isEmpty()) {
      throw new CommandFailure("rollout \"%s\" was deleted".formatted(ref.name()));
    }
    return Optional.of(
        new RolloutObjects(
            rollouts.get().getFirst(),
            live.of(Kind.REPLICA_SET).orElse(List.of()),
            live.of(Kind.POD).orElse(List.of()),
            live.of(Kind.ANALYSIS_RUN).orElse(List.of()),
            live.of(Kind.EXPERIMENT).orElse(List.of()),
            List.of(),
            notes));
  }

  /** A pipe gets a new screen only when something other than time went on. */
  private void print(RolloutObjects objects, List<String> lines) {
    List<String> timeless = GetRolloutCommand.timeless(objects, width);
    if (!timeless.equals(printed)) {
      lines.forEach(session.out()::println);
      session.out().println();
      session.out().flush();
      printed = timeless;
    }
  }

  private static void settle() {
    try {
      Thread.sleep(SETTLE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
