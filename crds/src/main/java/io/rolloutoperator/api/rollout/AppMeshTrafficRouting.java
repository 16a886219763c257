package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** AWS App Mesh objects that split the traffic. */
public record AppMeshTrafficRouting(
    @Field("The virtual service whose router is edited.")
        @Nullable AppMeshVirtualService virtualService,
    @Field("The virtual nodes of the two revisions.")
        @Nullable AppMeshVirtualNodeGroup virtualNodeGroup) {}
