package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Keeps pods of the new revision away from nodes of the stable one; one component is set. */
public record AntiAffinity(
    @Field("A preference of the scheduler.")
        @Nullable PreferredAntiAffinity preferredDuringSchedulingIgnoredDuringExecution,
    @Field("A hard rule of the scheduler.")
        @Nullable RequiredAntiAffinity requiredDuringSchedulingIgnoredDuringExecution) {}
