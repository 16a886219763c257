package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** One set of pods of an experiment step. */
public record RolloutExperimentTemplate(
    @Field(value = "Name, unique in the step.", required = true) String name,
    @Field(value = "Whose pod template is used: canary or stable.", required = true) String specRef,
    @Field(value = "Number of pods; absent counts as 1.", minimum = 0) @Nullable Integer replicas,
    @Field("Metadata to add to the pod template.") @Nullable ObjectLabels metadata,
    @Field("Selector of the pods; absent is the Rollout's.") @Nullable LabelSelector selector,
    @Field("Percentage of traffic for these pods.") @Nullable Integer weight,
    @Field("The Service made for these pods.") @Nullable TemplateService service) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutExperimentTemplate {
    name = Absent.text(name);
    specRef = Absent.text(specRef);
  }
}
