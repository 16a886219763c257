package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** One step of a canary update; exactly one component is set in a valid step. */
public record CanaryStep(
    @Field("Percentage of traffic or pods for the canary.") @Nullable Integer setWeight,
    @Field("Waits for a time or for a person.") @Nullable RolloutPause pause,
    @Field("Runs an Experiment until it succeeds.") @Nullable RolloutExperimentStep experiment,
    @Field("Runs an analysis until it succeeds.") @Nullable RolloutAnalysis analysis,
    @Field("Scales the canary apart from its traffic.") @Nullable SetCanaryScale setCanaryScale,
    @Field("Sends requests with certain headers to the canary.")
        @Nullable SetHeaderRoute setHeaderRoute,
    @Field("Mirrors certain requests to the canary.") @Nullable SetMirrorRoute setMirrorRoute,
    @Field("Runs a step of a named extension.") @Nullable PluginStep plugin) {}
