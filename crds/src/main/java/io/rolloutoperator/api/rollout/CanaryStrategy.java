package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves pods or traffic to the new revision in steps. */
public record CanaryStrategy(
    @Field("Service that selects the canary's pods.") String canaryService,
    @Field("Service that selects the stable pods.") String stableService,
    @Field(value = "Steps of an update in order; none is a plain rolling update.", maxItems = 1000)
        List<CanaryStep> steps,
    @Field("The router that splits the traffic; absent splits by number of pods.")
        @Nullable RolloutTrafficRouting trafficRouting,
    @Field("Pods that may be unavailable during an update; absent counts as 25%.")
        @Nullable IntOrString maxUnavailable,
    @Field("Pods that may exist above replicas during an update; absent counts as 25%.")
        @Nullable IntOrString maxSurge,
    @Field("Analysis that runs beside the steps.") @Nullable RolloutAnalysisBackground analysis,
    @Field("Keeps pods of the new revision away from nodes of the stable one.")
        @Nullable AntiAffinity antiAffinity,
    @Field("Metadata of pods while they are the canary.") @Nullable ObjectLabels canaryMetadata,
    @Field("Metadata of pods while they are stable.") @Nullable ObjectLabels stableMetadata,
    @Field(
            "Seconds the old revision is kept after promotion, with trafficRouting; absent counts as 30.")
        @Nullable Integer scaleDownDelaySeconds,
    @Field("Old revisions that may wait for their scale-down at once.")
        @Nullable Integer scaleDownDelayRevisionLimit,
    @Field(
            "Seconds the canary is kept after an abort, with trafficRouting; 0 scales it down at once, absent counts as 30.")
        @Nullable Integer abortScaleDownDelaySeconds,
    @Field("Shrinks the stable revision as the canary gets traffic.") boolean dynamicStableScale,
    @Field("Two Services whose roles alternate with every update.") @Nullable PingPongSpec pingPong,
    @Field("Least number of pods of a revision that has any, with trafficRouting.")
        @Nullable Integer minPodsPerReplicaSet,
    @Field("How many canary pods must be available for a step to go on; absent means all.")
        @Nullable ReplicaProgressThreshold replicaProgressThreshold) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CanaryStrategy {
    canaryService = Absent.text(canaryService);
    stableService = Absent.text(stableService);
    steps = Absent.list(steps);
  }
}
