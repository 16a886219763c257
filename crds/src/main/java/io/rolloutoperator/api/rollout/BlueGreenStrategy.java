package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Switches all traffic at once between two full sets of pods. */
public record BlueGreenStrategy(
    @Field(value = "Service that gets the traffic of users.", required = true) String activeService,
    @Field("Service that selects the new revision before it becomes active.") String previewService,
    @Field("Pods of the new revision before promotion; absent counts as replicas.")
        @Nullable Integer previewReplicaCount,
    @Field("False waits for a person before the switch; absent counts as true.")
        @Nullable Boolean autoPromotionEnabled,
    @Field("Seconds to wait before the switch.") int autoPromotionSeconds,
    @Field("Pods that may be unavailable during a restart; absent counts as 25%.")
        @Nullable IntOrString maxUnavailable,
    @Field("Seconds the old revision is kept after the switch; absent counts as 30.")
        @Nullable Integer scaleDownDelaySeconds,
    @Field("Old revisions that may wait for their scale-down at once.")
        @Nullable Integer scaleDownDelayRevisionLimit,
    @Field("Analysis that must succeed before the switch.")
        @Nullable RolloutAnalysis prePromotionAnalysis,
    @Field("Keeps pods of the new revision away from nodes of the stable one.")
        @Nullable AntiAffinity antiAffinity,
    @Field("Analysis that must succeed after the switch.")
        @Nullable RolloutAnalysis postPromotionAnalysis,
    @Field("Metadata of pods while they are the preview.") @Nullable ObjectLabels previewMetadata,
    @Field("Metadata of pods while they are active.") @Nullable ObjectLabels activeMetadata,
    @Field("Seconds the preview is kept after an abort; 0 keeps it for ever, absent counts as 30.")
        @Nullable Integer abortScaleDownDelaySeconds) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public BlueGreenStrategy {
    activeService = Absent.text(activeService);
    previewService = Absent.text(previewService);
  }
}
