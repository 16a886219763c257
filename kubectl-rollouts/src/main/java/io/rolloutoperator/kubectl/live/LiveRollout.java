package io.rolloutoperator.kubectl.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.LabelSelectors;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Rollout and what belongs to it, kept up to date. */
public final class LiveRollout {

  private final LiveObjects live;
  private final String name;

  private LiveRollout(LiveObjects live, String name) {
    this.live = live;
    this.name = name;
  }

  /**
   * Begins to follow.
   *
   * @param rollout as it was read; its selector finds the rest
   */
  public static LiveRollout follow(LiveObjects live, ObjectRef ref, JsonNode rollout) {
    String namespace = ref.namespace();
    String selector = LabelSelectors.text(At.node(rollout, "spec", "selector"));
    live.follow(Selection.named(Kind.ROLLOUT, namespace, ref.name()));
    live.follow(Selection.labelled(Kind.REPLICA_SET, namespace, selector));
    live.follow(Selection.labelled(Kind.POD, namespace, selector));
    live.follow(Selection.of(Kind.ANALYSIS_RUN, namespace));
    live.follow(Selection.of(Kind.EXPERIMENT, namespace));
    return new LiveRollout(live, ref.name());
  }

  /**
   * What is known; empty until the first answers have come.
   *
   * @throws CommandFailure if the Rollout may not be read, or was deleted
   */
  public Optional<RolloutObjects> objects() throws CommandFailure {
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
      throw new CommandFailure("rollout \"%s\" was deleted".formatted(name));
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
  public static List<String> notes(LiveObjects live) {
    List<String> notes = new ArrayList<>();
    live.refusals()
        .forEach((kind, why) -> notes.add(kind.plural() + " are not shown: " + why.line()));
    live.loss().ifPresent(why -> notes.add(lossNote(why)));
    return notes;
  }

  /** What is known may be old for this reason. */
  public static String lossNote(CommandFailure why) {
    return "connection lost, trying again: " + why.line();
  }
}
