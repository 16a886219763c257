package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;

/** Keeps a user on one target group of a load balancer. */
public record StickinessConfig(
    @Field(value = "Whether users stay.", required = true) boolean enabled,
    @Field(value = "Seconds a user stays, 1 to 604800.", required = true) long durationSeconds) {}
