package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A GitSync that must be ready first. */
public record GitSyncDependency(
    @Field(
            value = "Name of the GitSync.",
            required = true,
            maxLength = Patterns.NAME_LENGTH,
            pattern = Patterns.NAME)
        String name,
    @Field(
            value = "Its namespace; absent is that of this GitSync.",
            maxLength = Patterns.NAMESPACE_LENGTH,
            pattern = Patterns.NAMESPACE)
        String namespace) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncDependency {
    name = Absent.text(name);
    namespace = Absent.text(namespace);
  }
}
