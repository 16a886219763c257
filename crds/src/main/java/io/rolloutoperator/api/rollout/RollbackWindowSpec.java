package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;

/** The revisions to which a rollback is fast. */
public record RollbackWindowSpec(
    @Field("Number of revisions between the current one and the one rolled back to.")
        int revisions) {}
