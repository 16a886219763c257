package io.rolloutoperator.analysis.core;

import java.util.Arrays;
import java.util.Optional;

/**
 * The phase of a run, a metric or a measurement, from good to bad: a run has the worst phase of its
 * metrics.
 */
public enum AnalysisPhase {
  SUCCESSFUL("Successful"),
  RUNNING("Running"),
  PENDING("Pending"),
  INCONCLUSIVE("Inconclusive"),
  ERROR("Error"),
  FAILED("Failed");

  private final String text;

  AnalysisPhase(String text) {
    this.text = text;
  }

  /** As it is written in a status. */
  public String text() {
    return text;
  }

  /**
   * Reads a status field; absent or unknown counts as {@link #PENDING}, so that a run is never
   * taken for finished by mistake.
   */
  public static AnalysisPhase of(String text) {
    Optional<AnalysisPhase> known =
        Arrays.stream(values()).filter(phase -> phase.text.equals(text)).findFirst();
    return known.orElse(PENDING);
  }

  /** Whether nothing changes any more. */
  public boolean isCompleted() {
    return this != RUNNING && this != PENDING;
  }

  /** Whether it ends the run's other metrics. */
  public boolean endsRun() {
    return this == FAILED || this == ERROR || this == INCONCLUSIVE;
  }

  /** Whether it is worse than the other. */
  public boolean isWorseThan(AnalysisPhase other) {
    return compareTo(other) > 0;
  }
}
