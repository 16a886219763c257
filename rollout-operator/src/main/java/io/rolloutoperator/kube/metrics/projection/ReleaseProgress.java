package io.rolloutoperator.kube.metrics.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where a release stands.
 *
 * @param stableHash pod-template-hash of the stable revision, or empty
 * @param canaryHash that of the revision under way, empty while there is none
 * @param step index of the step it is at; the number of steps when all are done
 * @param steps how many there are, at least 0
 * @param wanted weights that were asked of the router; empty without one
 * @param verified weights that the router confirmed last; empty if it never did or cannot
 */
public record ReleaseProgress(
    String stableHash,
    String canaryHash,
    int step,
    int steps,
    Optional<Weights> wanted,
    Optional<Weights> verified) {

  /**
   * Shares of the traffic.
   *
   * @param stable in the unit of {@code trafficRouting.maxTrafficWeight}, per cent if it has none
   * @param canary the same
   */
  public record Weights(int stable, int canary) {}

  /** Reads a Rollout's trees; wrong types count as absent. */
  public static ReleaseProgress of(JsonNode spec, JsonNode status) {
    JsonNode weights = status.path("canary").path("weights");
    Optional<Weights> wanted =
        weights.isObject()
            ? Optional.of(
                new Weights(
                    weights.path("stable").path("weight").asInt(),
                    weights.path("canary").path("weight").asInt()))
            : Optional.empty();
    String stable = LabelText.of(status.path("stableRS").asText());
    String current = LabelText.of(status.path("currentPodHash").asText());
    return new ReleaseProgress(
        stable,
        current.equals(stable) ? "" : current,
        Math.max(0, status.path("currentStepIndex").asInt()),
        spec.path("strategy").path("canary").path("steps").size(),
        wanted,
        wanted.filter(_ -> weights.path("verified").asBoolean()));
  }

  /** The same, with the confirmation of an earlier look while this one's is awaited. */
  public ReleaseProgress after(ReleaseProgress before) {
    return verified.isPresent() || wanted.isEmpty()
        ? this
        : new ReleaseProgress(stableHash, canaryHash, step, steps, wanted, before.verified);
  }
}
