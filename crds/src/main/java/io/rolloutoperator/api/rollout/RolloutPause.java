package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A pause of a canary update. */
public record RolloutPause(
    @Field("Seconds, or a duration such as 10m; absent waits for a person.")
        @Nullable IntOrString duration) {}
