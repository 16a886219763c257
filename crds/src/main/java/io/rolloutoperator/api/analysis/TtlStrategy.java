package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** When a finished AnalysisRun is deleted, in seconds after its end. */
public record TtlStrategy(
    @Field("After any end.") @Nullable Integer secondsAfterCompletion,
    @Field("After phase Failed.") @Nullable Integer secondsAfterFailure,
    @Field("After phase Successful.") @Nullable Integer secondsAfterSuccess) {}
