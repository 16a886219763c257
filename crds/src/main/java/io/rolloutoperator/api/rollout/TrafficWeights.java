package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weights at the router. */
public record TrafficWeights(
    @Field(value = "The canary.", required = true) WeightDestination canary,
    @Field(value = "The stable revision.", required = true) WeightDestination stable,
    @Field("Experiments.") List<WeightDestination> additional,
    @Field("Whether the router confirmed the weights; absent if it cannot.")
        @Nullable Boolean verified) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public TrafficWeights {
    canary = Absent.orElse(canary, WeightDestination.EMPTY);
    stable = Absent.orElse(stable, WeightDestination.EMPTY);
    additional = Absent.list(additional);
  }
}
