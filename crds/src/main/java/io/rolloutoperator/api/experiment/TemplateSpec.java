package io.rolloutoperator.api.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.rollout.TemplateService;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** One set of pods of an Experiment. */
public record TemplateSpec(
    @Field(value = "Name, unique in the Experiment.", required = true) String name,
    @Field(value = "Number of pods; absent counts as 1.", minimum = 0) @Nullable Integer replicas,
    @Field("Seconds a pod must be ready before it counts as available.") int minReadySeconds,
    @Field(value = "Selects the pods; it must match the template's labels.", required = true)
        @Nullable LabelSelector selector,
    @Field(value = "Template of the pods.", required = true, shape = Field.Shape.POD_TEMPLATE)
        @Nullable JsonNode template,
    @Field("The Service made for these pods.") @Nullable TemplateService service) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public TemplateSpec {
    name = Absent.text(name);
    template = Absent.tree(template);
  }
}
