package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** The Service made for the pods of an experiment template. */
public record TemplateService(
    @Field("Name of the Service; absent is the ReplicaSet's.") String name) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public TemplateService {
    name = Absent.text(name);
  }
}
