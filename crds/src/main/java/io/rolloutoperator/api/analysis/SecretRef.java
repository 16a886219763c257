package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names a Secret with credentials of a provider. */
public record SecretRef(
    @Field("Name of the Secret.") String name,
    @Field("True looks in the run's namespace instead of the controller's.") boolean namespaced) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SecretRef {
    name = Absent.text(name);
  }
}
