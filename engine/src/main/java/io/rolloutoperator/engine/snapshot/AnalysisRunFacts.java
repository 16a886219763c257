package io.rolloutoperator.engine.snapshot;

import java.time.Instant;
import java.util.Map;

/**
 * An AnalysisRun that the Rollout owns.
 *
 * @param name its name
 * @param createdAt when it was made
 * @param labels its labels
 * @param phase its phase as on the wire; "" before its first status
 * @param message its message
 * @param terminating whether it was asked to stop
 */
public record AnalysisRunFacts(
    String name,
    Instant createdAt,
    Map<String, String> labels,
    String phase,
    String message,
    boolean terminating) {

  public AnalysisRunFacts {
    labels = Map.copyOf(labels);
  }

  /** Whether it has measured all it ever will. */
  public boolean completed() {
    return isVerdict(phase);
  }

  /** Whether a run of that phase has come to its end. */
  public static boolean isVerdict(String phase) {
    return switch (phase) {
      case "Successful", "Failed", "Error", "Inconclusive" -> true;
      default -> false;
    };
  }

  /** Hash of the revision it judges. */
  public String hash() {
    return labels.getOrDefault(Annotations.POD_TEMPLATE_HASH, "");
  }
}
