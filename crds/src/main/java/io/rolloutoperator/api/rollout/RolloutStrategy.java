package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** The way a new revision takes over; exactly one component is set in a valid Rollout. */
public record RolloutStrategy(
    @Field("Switches all traffic at once between two full sets of pods.")
        @Nullable BlueGreenStrategy blueGreen,
    @Field("Moves pods or traffic to the new revision in steps.") @Nullable CanaryStrategy canary) {
  /** Every field absent. */
  public static final RolloutStrategy EMPTY = new RolloutStrategy(null, null);
}
