package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.schema.Field;

/** What a patch may change besides fields. */
public record KustomizePatchOptions(
    @Field("The patch may change the name.") boolean allowNameChange,
    @Field("The patch may change the kind.") boolean allowKindChange) {}
