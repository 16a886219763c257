package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A TrafficSplit of the Service Mesh Interface. */
public record SmiTrafficRouting(
    @Field("Service that clients use; absent is stableService.") String rootService,
    @Field("Name of the TrafficSplit; absent is the Rollout's.") String trafficSplitName) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SmiTrafficRouting {
    rootService = Absent.text(rootService);
    trafficSplitName = Absent.text(trafficSplitName);
  }
}
