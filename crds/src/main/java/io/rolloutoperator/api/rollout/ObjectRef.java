package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names the workload whose pod template a Rollout uses. */
public record ObjectRef(
    @Field("API version of the workload.") String apiVersion,
    @Field("Deployment, ReplicaSet or PodTemplate.") String kind,
    @Field("Name of the workload in the Rollout's namespace.") String name,
    @Field("When the workload's own pods are scaled down: never, onsuccess or progressively.")
        String scaleDown) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ObjectRef {
    apiVersion = Absent.text(apiVersion);
    kind = Absent.text(kind);
    name = Absent.text(name);
    scaleDown = Absent.text(scaleDown);
  }
}
