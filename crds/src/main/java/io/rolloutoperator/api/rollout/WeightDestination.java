package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** One destination of traffic. */
public record WeightDestination(
    @Field(value = "Its weight.", required = true) int weight,
    @Field("Its Service.") String serviceName,
    @Field("Hash of its revision.") String podTemplateHash) {
  /** Every field absent. */
  public static final WeightDestination EMPTY = new WeightDestination(0, "", "");

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public WeightDestination {
    serviceName = Absent.text(serviceName);
    podTemplateHash = Absent.text(podTemplateHash);
  }
}
