package io.rolloutoperator.api.evidence;

/**
 * What was measured of the two versions last, as the AnalysisRun has it; empty where nothing was.
 *
 * @param canary of the new version, or of what cannot be told apart
 * @param stable of the stable version
 */
public record ArmValues(String canary, String stable) {

  /** Whether both were measured. */
  public boolean isOfBoth() {
    return !canary.isEmpty() && !stable.isEmpty();
  }
}
