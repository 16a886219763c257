package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A Rollout and what belongs to it, as the API server has it.
 *
 * @param rollout or the Experiment that is looked at by itself
 * @param pods of all ReplicaSets
 * @param jobs of the AnalysisRuns
 * @param notes what could not be read, for the reader
 */
public record RolloutObjects(
    JsonNode rollout,
    List<JsonNode> replicaSets,
    List<JsonNode> pods,
    List<JsonNode> analysisRuns,
    List<JsonNode> experiments,
    List<JsonNode> jobs,
    List<String> notes) {

  /** Lists are copied. */
  public RolloutObjects {
    replicaSets = List.copyOf(replicaSets);
    pods = List.copyOf(pods);
    analysisRuns = List.copyOf(analysisRuns);
    experiments = List.copyOf(experiments);
    jobs = List.copyOf(jobs);
    notes = List.copyOf(notes);
  }

  /** A Rollout of which nothing else is known. */
  public static RolloutObjects of(JsonNode rollout) {
    return new RolloutObjects(
        rollout, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
