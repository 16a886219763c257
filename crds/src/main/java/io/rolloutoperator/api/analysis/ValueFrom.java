package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Where the value of an argument comes from. */
public record ValueFrom(
    @Field("A key of a Secret.") @Nullable SecretKeyRef secretKeyRef,
    @Field("A field of the Rollout.") @Nullable FieldRef fieldRef) {}
