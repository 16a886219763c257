package io.rolloutoperator.api.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the user wants a Rollout to run and how a new revision takes over. */
public record RolloutSpec(
    @Field(value = "Desired number of pods; absent counts as 1.", minimum = 0)
        @Nullable Integer replicas,
    @Field(
            value =
                "Selects the Rollout's pods; it must match the template's labels and cannot be changed.",
            immutable = true)
        @Nullable LabelSelector selector,
    @Field(
            value = "Template of the pods; empty when workloadRef is set.",
            shape = Field.Shape.POD_TEMPLATE)
        @Nullable JsonNode template,
    @Field("Workload whose pod template is used instead of template.")
        @Nullable ObjectRef workloadRef,
    @Field("Seconds a pod must be ready before it counts as available.") int minReadySeconds,
    @Field("Revisions to which a rollback skips steps and analysis.")
        @Nullable RollbackWindowSpec rollbackWindow,
    @Field("How a new revision takes over: canary or blueGreen.") RolloutStrategy strategy,
    @Field("Old ReplicaSets that are kept; absent counts as 10.")
        @Nullable Integer revisionHistoryLimit,
    @Field("Stops scaling, switching and steps until it is false again.") boolean paused,
    @Field("Seconds without progress after which the Rollout is degraded; absent counts as 600.")
        @Nullable Integer progressDeadlineSeconds,
    @Field("Aborts the update when the progress deadline is exceeded.")
        boolean progressDeadlineAbort,
    @Field("All pods made before this time are replaced.") @Nullable Instant restartAt,
    @Field("How many finished AnalysisRuns and Experiments are kept.")
        @Nullable AnalysisRunStrategy analysis) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutSpec {
    template = Absent.tree(template);
    strategy = Absent.orElse(strategy, RolloutStrategy.EMPTY);
  }
}
