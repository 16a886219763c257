package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.schema.Field;

/** Objects in numbers. */
public record GitSyncObjects(
    @Field(value = "All.", required = true) int total,
    @Field(value = "Those that are healthy, paused Rollouts included.", required = true)
        int healthy,
    @Field(value = "Those on their way.", required = true) int progressing,
    @Field(value = "Those that failed.", required = true) int degraded) {}
