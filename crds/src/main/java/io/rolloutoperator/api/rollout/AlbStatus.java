package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A load balancer of AWS and its target groups. */
public record AlbStatus(
    @Field("The load balancer.") @Nullable AwsResourceRef loadBalancer,
    @Field("Target group of the canary.") @Nullable AwsResourceRef canaryTargetGroup,
    @Field("Target group of the stable revision.") @Nullable AwsResourceRef stableTargetGroup,
    @Field("The Ingress it serves.") String ingress) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AlbStatus {
    ingress = Absent.text(ingress);
  }
}
