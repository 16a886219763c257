package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** How many finished AnalysisRuns and Experiments are kept. */
public record AnalysisRunStrategy(
    @Field("Successful ones that are kept; absent counts as 5.")
        @Nullable Integer successfulRunHistoryLimit,
    @Field("Failed, erroneous and inconclusive ones that are kept; absent counts as 5.")
        @Nullable Integer unsuccessfulRunHistoryLimit) {}
