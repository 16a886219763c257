package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;

/** Anti-affinity as a preference of the scheduler. */
public record PreferredAntiAffinity(
    @Field(value = "Weight of the preference, 1 to 100.", required = true) int weight) {}
