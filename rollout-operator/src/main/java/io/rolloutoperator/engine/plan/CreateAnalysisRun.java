package io.rolloutoperator.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Creates an AnalysisRun owned by the Rollout.
 *
 * @param name its name; the same for the same revision and step, so that a repeated creation is
 *     noticed
 * @param body the whole object
 */
public record CreateAnalysisRun(String name, ObjectNode body) implements Action {

  @Override
  public String describe() {
    return "create AnalysisRun " + name;
  }
}
