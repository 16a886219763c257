package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names a Secret in the namespace of the GitSync. */
public record SecretName(
    @Field(
            value = "Name of the Secret.",
            required = true,
            maxLength = Patterns.NAME_LENGTH,
            pattern = Patterns.NAME)
        String name) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SecretName {
    name = Absent.text(name);
  }
}
