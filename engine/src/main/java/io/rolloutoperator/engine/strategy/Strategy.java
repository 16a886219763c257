package io.rolloutoperator.engine.strategy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The strategy of a Rollout, as the shared parts of the engine ask about it: none of them looks
 * which one it is. Another strategy is another implementation; where a planner has to be chosen the
 * compiler asks for it.
 */
public sealed interface Strategy permits Canary, NoStrategy {

  /** The strategy that a spec has; {@link NoStrategy} for one that validation refuses. */
  static Strategy of(@Nullable RolloutSpec spec) {
    var written = spec == null ? null : spec.strategy();
    return written == null || written.canary() == null
        ? new NoStrategy()
        : new Canary(written.canary());
  }

  /** Where a spec names Services, for every strategy. */
  List<JsonPointer> SERVICE_FIELDS =
      List.of(
          JsonPointer.compile("/strategy/canary/stableService"),
          JsonPointer.compile("/strategy/canary/canaryService"));

  /**
   * The Services that a spec names, without repeats, whatever its strategy. Reads the tree, as each
   * pass does before the spec is known to be well-formed.
   */
  static List<String> services(JsonNode spec) {
    return SERVICE_FIELDS.stream()
        .map(field -> spec.at(field).asText(""))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Pods that may be missing at once, 0 to the replicas.
   *
   * @param replicas pods that the spec wants, at least 0
   */
  int maxUnavailable(int replicas);

  /** Number of its steps; 0 for one without, whose status has no step index. */
  int steps();

  /** All analyses that it asks for, in no particular order. */
  Stream<RolloutAnalysis> analyses();

  /**
   * Whether a status without missing pods says that the update has come to its end.
   *
   * @param replicas pods that the spec wants
   */
  boolean settled(RolloutStatus status, int replicas);

  /** What an update waits for whose own pods are all available; empty if for nothing. */
  Optional<String> unfinished(RolloutStatus status);

  /** Whether the step with this index waits for something else than pods; false without one. */
  boolean waitsOnPurpose(@Nullable Integer stepIndex);

  /** Whether a pause for this reason ends only by a person. */
  boolean waitsForPerson(String pauseReason, @Nullable Integer stepIndex);
}
