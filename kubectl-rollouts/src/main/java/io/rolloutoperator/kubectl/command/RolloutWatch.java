package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.LiveScreen;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.LabelSelectors;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The screen of a Rollout that follows its changes until it is told to end. */
final class RolloutWatch {

  private final Session session;
  private final ObjectRef ref;
  private final Output output;

  RolloutWatch(Session session, ObjectRef ref, Output output) {
    this.session = session;
    this.ref = ref;
    this.output = output;
  }

  /**
   * Follows it.
   *
   * @param limit for how long; empty until the process is ended
   * @throws CommandFailure if the Rollout does not exist, or is deleted meanwhile
   */
  int run(Optional<Duration> limit) throws CommandFailure {
    JsonNode first = session.cluster().get(ref);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      follow(live, first);
      return new LiveScreen(session, live).run(limit, () -> objects(live).map(this::picture));
    }
  }

  private LiveScreen.Picture picture(RolloutObjects objects) {
    int width = output.columns(session);
    return new LiveScreen.Picture(
        GetRolloutCommand.rendered(objects, session, width),
        () -> GetRolloutCommand.timeless(objects, width));
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
    ApiFailure refusal = live.refusals().get(Kind.ROLLOUT);
    if (refusal != null) {
      throw refusal;
    }
    Optional<List<JsonNode>> rollouts = live.of(Kind.ROLLOUT);
    boolean known =
        Stream.of(Kind.REPLICA_SET, Kind.POD)
            .allMatch(kind -> live.of(kind).isPresent() || live.refusals().containsKey(kind));
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
            notes(live)));
  }

  /** What is not shown, or may be old. */
  private static List<String> notes(LiveObjects live) {
    List<String> notes = new ArrayList<>();
    live.refusals()
        .forEach((kind, why) -> notes.add(kind.plural() + " are not shown: " + why.line()));
    live.loss().ifPresent(why -> notes.add("connection lost, trying again: " + why.line()));
    return notes;
  }
}
