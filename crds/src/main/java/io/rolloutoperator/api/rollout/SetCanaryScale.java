package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** The scale of the canary apart from its traffic. */
public record SetCanaryScale(
    @Field("Percentage of replicas.") @Nullable Integer weight,
    @Field("Number of pods.") @Nullable Integer replicas,
    @Field("Ends earlier scales: the canary follows its traffic again.")
        boolean matchTrafficWeight) {}
