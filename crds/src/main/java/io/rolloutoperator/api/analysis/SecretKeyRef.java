package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A key of a Secret. */
public record SecretKeyRef(
    @Field(value = "Name of the Secret.", required = true) String name,
    @Field(value = "Key in it.", required = true) String key) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SecretKeyRef {
    name = Absent.text(name);
    key = Absent.text(key);
  }
}
