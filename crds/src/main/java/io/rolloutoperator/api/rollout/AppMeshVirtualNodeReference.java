package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names an App Mesh virtual node. */
public record AppMeshVirtualNodeReference(
    @Field(value = "Name of the virtual node.", required = true) String name) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AppMeshVirtualNodeReference {
    name = Absent.text(name);
  }
}
