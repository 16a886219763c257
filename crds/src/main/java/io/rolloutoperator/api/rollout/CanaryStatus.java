package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of a canary update. */
public record CanaryStatus(
    @Field("AnalysisRun of the current step.")
        @Nullable RolloutAnalysisRunStatus currentStepAnalysisRunStatus,
    @Field("AnalysisRun beside the steps.")
        @Nullable RolloutAnalysisRunStatus currentBackgroundAnalysisRunStatus,
    @Field("Experiment of the current step.") String currentExperiment,
    @Field("Weights at the router; absent without trafficRouting.")
        @Nullable TrafficWeights weights,
    @Field("Which of the ping-pong Services is stable: ping or pong.") String stablePingPong,
    @Field("State of the plugin steps.") List<StepPluginStatus> stepPluginStatuses) {
  /** Every field absent. */
  public static final CanaryStatus EMPTY = new CanaryStatus(null, null, "", null, "", List.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CanaryStatus {
    currentExperiment = Absent.text(currentExperiment);
    stablePingPong = Absent.text(stablePingPong);
    stepPluginStatuses = Absent.list(stepPluginStatuses);
  }

  /** A builder that starts from this CanaryStatus; this one stays as it is. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects changes to a CanaryStatus. Not for use by several threads. */
  public static final class Builder {
    private @Nullable RolloutAnalysisRunStatus currentStepAnalysisRunStatus;
    private @Nullable RolloutAnalysisRunStatus currentBackgroundAnalysisRunStatus;
    private String currentExperiment;
    private @Nullable TrafficWeights weights;
    private String stablePingPong;
    private List<StepPluginStatus> stepPluginStatuses;

    private Builder(CanaryStatus from) {
      currentStepAnalysisRunStatus = from.currentStepAnalysisRunStatus;
      currentBackgroundAnalysisRunStatus = from.currentBackgroundAnalysisRunStatus;
      currentExperiment = from.currentExperiment;
      weights = from.weights;
      stablePingPong = from.stablePingPong;
      stepPluginStatuses = from.stepPluginStatuses;
    }

    public Builder currentStepAnalysisRunStatus(@Nullable RolloutAnalysisRunStatus value) {
      currentStepAnalysisRunStatus = value;
      return this;
    }

    public Builder currentBackgroundAnalysisRunStatus(@Nullable RolloutAnalysisRunStatus value) {
      currentBackgroundAnalysisRunStatus = value;
      return this;
    }

    public Builder currentExperiment(String value) {
      currentExperiment = value;
      return this;
    }

    public Builder weights(@Nullable TrafficWeights value) {
      weights = value;
      return this;
    }

    public Builder stablePingPong(String value) {
      stablePingPong = value;
      return this;
    }

    public Builder stepPluginStatuses(List<StepPluginStatus> value) {
      stepPluginStatuses = value;
      return this;
    }

    /** The changed copy. */
    public CanaryStatus build() {
      return new CanaryStatus(
          currentStepAnalysisRunStatus,
          currentBackgroundAnalysisRunStatus,
          currentExperiment,
          weights,
          stablePingPong,
          stepPluginStatuses);
    }
  }
}
