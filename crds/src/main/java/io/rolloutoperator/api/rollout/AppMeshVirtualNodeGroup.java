package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** The App Mesh virtual nodes of the two revisions. */
public record AppMeshVirtualNodeGroup(
    @Field(value = "Virtual node of the canary.", required = true)
        @Nullable AppMeshVirtualNodeReference canaryVirtualNodeRef,
    @Field(value = "Virtual node of the stable revision.", required = true)
        @Nullable AppMeshVirtualNodeReference stableVirtualNodeRef) {}
