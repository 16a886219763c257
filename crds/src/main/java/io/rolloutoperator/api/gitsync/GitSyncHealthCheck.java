package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** An object whose health counts. */
public record GitSyncHealthCheck(
    @Field(value = "Group and version.", required = true, minLength = 1) String apiVersion,
    @Field(value = "Kind.", required = true, minLength = 1) String kind,
    @Field(value = "Name.", required = true, minLength = 1) String name,
    @Field("Namespace; absent is the target namespace.") String namespace) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncHealthCheck {
    apiVersion = Absent.text(apiVersion);
    kind = Absent.text(kind);
    name = Absent.text(name);
    namespace = Absent.text(namespace);
  }
}
