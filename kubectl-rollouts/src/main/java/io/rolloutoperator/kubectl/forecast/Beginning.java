package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What an update begins with.
 *
 * @param now the moment; fractions of a second do not count
 * @param rollout the whole Rollout with the spec that is to come and the status of now
 * @param objects ReplicaSets, AnalysisRuns, Services, routes, grants and analysis templates, as
 *     whole objects with their kinds
 * @param knowledge what an object that is not among them means
 */
public record Beginning(
    Instant now, ObjectNode rollout, List<JsonNode> objects, Knowledge knowledge) {

  /** How much is known. */
  public enum Knowledge {
    /** All that there is: what is missing does not exist. */
    ALL,
    /** Some files: what is missing is taken for as it should be. */
    SOME
  }

  public Beginning {
    objects = List.copyOf(objects);
  }
}
