package io.rolloutoperator.engine.plan;

/**
 * Deletes a finished AnalysisRun beyond the history limits.
 *
 * @param name its name
 */
public record DeleteAnalysisRun(String name) implements Action {

  @Override
  public String describe() {
    return "delete AnalysisRun " + name;
  }
}
