package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** How many canary pods must be available for a step to go on. */
public record ReplicaProgressThreshold(
    @Field(value = "Percent or Pods.", required = true) String type,
    @Field(value = "The number of pods or percent.", required = true) int value) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ReplicaProgressThreshold {
    type = Absent.text(type);
  }
}
