package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A field of an object. */
public record FieldRef(@Field(value = "Path of the field.", required = true) String fieldPath) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public FieldRef {
    fieldPath = Absent.text(fieldPath);
  }
}
