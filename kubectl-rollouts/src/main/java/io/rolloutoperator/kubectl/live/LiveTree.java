package io.rolloutoperator.kubectl.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.LabelSelectors;
import io.rolloutoperator.kubectl.view.Measurements;
import io.rolloutoperator.kubectl.view.Names;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.util.List;
import java.util.Optional;

/** A Rollout or an Experiment and what belongs to it, kept up to date. */
public final class LiveTree {

  private final LiveObjects live;
  private final ObjectRef root;
  private final List<Kind> parts;
  private boolean followsJobs;

  private LiveTree(LiveObjects live, ObjectRef root, List<Selection> parts) {
    this.live = live;
    this.root = root;
    this.parts = parts.stream().map(Selection::kind).toList();
    live.follow(Selection.named(root.kind(), root.namespace(), root.name()));
    parts.forEach(live::follow);
  }

  /**
   * Begins to follow a Rollout.
   *
   * @param rollout as it was read; its selector finds the rest
   */
  public static LiveTree ofRollout(LiveObjects live, ObjectRef ref, JsonNode rollout) {
    String namespace = ref.namespace();
    String selector = LabelSelectors.text(At.node(rollout, "spec", "selector"));
    return new LiveTree(
        live,
        ref,
        List.of(
            Selection.labelled(Kind.REPLICA_SET, namespace, selector),
            Selection.labelled(Kind.POD, namespace, selector),
            Selection.of(Kind.ANALYSIS_RUN, namespace),
            Selection.of(Kind.EXPERIMENT, namespace)));
  }

  /** Begins to follow an Experiment, whose templates have selectors of their own. */
  public static LiveTree ofExperiment(LiveObjects live, ObjectRef ref) {
    String namespace = ref.namespace();
    return new LiveTree(
        live,
        ref,
        List.of(
            Selection.of(Kind.REPLICA_SET, namespace),
            Selection.labelled(Kind.POD, namespace, Names.HASH),
            Selection.of(Kind.ANALYSIS_RUN, namespace)));
  }

  /**
   * What is known; empty until the first answers have come. An Experiment takes the place of the
   * Rollout.
   *
   * @throws CommandFailure if the root may not be read, or was deleted
   */
  public Optional<RolloutObjects> objects() throws CommandFailure {
    Optional<JsonNode> found = live.only(root);
    if (found.isEmpty() || !parts.stream().allMatch(live::isAnswered)) {
      return Optional.empty();
    }
    followJobs();
    return Optional.of(
        new RolloutObjects(
            found.get(),
            part(Kind.REPLICA_SET),
            part(Kind.POD),
            part(Kind.ANALYSIS_RUN),
            part(Kind.EXPERIMENT),
            part(Kind.JOB),
            live.notes()));
  }

  private List<JsonNode> part(Kind kind) {
    return kind.equals(root.kind()) ? List.of() : live.of(kind).orElse(List.of());
  }

  /** Few runs have Jobs: they are asked for once one has. */
  private void followJobs() {
    if (!followsJobs && part(Kind.ANALYSIS_RUN).stream().anyMatch(Measurements::runsJobs)) {
      followsJobs = true;
      live.follow(Selection.labelled(Kind.JOB, root.namespace(), Names.RUN_OF_JOB));
    }
  }
}
