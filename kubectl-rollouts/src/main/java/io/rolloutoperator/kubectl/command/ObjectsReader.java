package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.LabelSelectors;
import io.rolloutoperator.kubectl.view.Measurements;
import io.rolloutoperator.kubectl.view.Names;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a Rollout and what belongs to it. Who may see the Rollout but not, say, its pods is shown
 * the rest with a note.
 */
final class ObjectsReader {

  private final Cluster cluster;
  private final List<String> notes = new ArrayList<>();

  ObjectsReader(Cluster cluster) {
    this.cluster = cluster;
  }

  /** All of it. */
  RolloutObjects read(ObjectRef rollout) throws CommandFailure {
    JsonNode tree = cluster.get(rollout);
    String namespace = rollout.namespace();
    String selector = LabelSelectors.text(At.node(tree, "spec", "selector"));
    List<JsonNode> runs = list(Selection.of(Kind.ANALYSIS_RUN, namespace));
    return new RolloutObjects(
        tree,
        list(Selection.labelled(Kind.REPLICA_SET, namespace, selector)),
        list(Selection.labelled(Kind.POD, namespace, selector)),
        runs,
        list(Selection.of(Kind.EXPERIMENT, namespace)),
        jobs(namespace, runs),
        notes);
  }

  /** What an Experiment owns; it takes the place of the Rollout. */
  RolloutObjects readExperiment(JsonNode experiment) throws CommandFailure {
    String namespace = At.namespace(experiment);
    List<JsonNode> replicaSets = list(Selection.of(Kind.REPLICA_SET, namespace));
    List<JsonNode> pods = list(Selection.labelled(Kind.POD, namespace, Names.HASH));
    List<JsonNode> runs = list(Selection.of(Kind.ANALYSIS_RUN, namespace));
    return new RolloutObjects(
        experiment, replicaSets, pods, runs, List.of(), jobs(namespace, runs), notes);
  }

  private List<JsonNode> jobs(String namespace, List<JsonNode> runs) throws CommandFailure {
    return runs.stream().anyMatch(Measurements::runsJobs)
        ? list(Selection.labelled(Kind.JOB, namespace, Names.RUN_OF_JOB))
        : List.of();
  }

  private List<JsonNode> list(Selection selection) throws CommandFailure {
    try {
      return cluster.list(selection).items();
    } catch (ApiFailure e) {
      if (!e.forbidden() && !e.notFound()) {
        throw e;
      }
      notes.add("%s are not shown: %s".formatted(selection.kind().plural(), e.line()));
      return List.of();
    }
  }
}
