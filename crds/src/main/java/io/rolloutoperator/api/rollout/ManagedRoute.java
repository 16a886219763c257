package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A route made by a setHeaderRoute or setMirrorRoute step. */
public record ManagedRoute(@Field(value = "Name of the route.", required = true) String name) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ManagedRoute {
    name = Absent.text(name);
  }
}
