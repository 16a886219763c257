package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** An Istio DestinationRule whose subsets select the revisions. */
public record IstioDestinationRule(
    @Field(value = "Name of the DestinationRule.", required = true) String name,
    @Field(value = "Subset of the canary.", required = true) String canarySubsetName,
    @Field(value = "Subset of the stable revision.", required = true) String stableSubsetName,
    @Field("Subsets whose weights are left as they are.") List<String> additionalSubsetNames) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public IstioDestinationRule {
    name = Absent.text(name);
    canarySubsetName = Absent.text(canarySubsetName);
    stableSubsetName = Absent.text(stableSubsetName);
    additionalSubsetNames = Absent.list(additionalSubsetNames);
  }
}
