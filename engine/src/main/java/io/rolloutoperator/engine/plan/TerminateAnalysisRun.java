package io.rolloutoperator.engine.plan;

/**
 * Asks a running AnalysisRun to stop.
 *
 * @param name its name
 */
public record TerminateAnalysisRun(String name) implements Action {

  @Override
  public String describe() {
    return "terminate AnalysisRun " + name;
  }
}
