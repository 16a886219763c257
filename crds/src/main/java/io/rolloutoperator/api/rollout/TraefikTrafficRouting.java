package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A TraefikService with weighted Services. */
public record TraefikTrafficRouting(
    @Field(value = "Name of the TraefikService.", required = true)
        String weightedTraefikServiceName) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public TraefikTrafficRouting {
    weightedTraefikServiceName = Absent.text(weightedTraefikServiceName);
  }
}
