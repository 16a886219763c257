package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.analysis.FieldRef;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Where the value of an argument comes from. */
public record ArgumentValueFrom(
    @Field("Stable or Latest: the hash of that revision.") String podTemplateHashValue,
    @Field("A field of the Rollout.") @Nullable FieldRef fieldRef) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ArgumentValueFrom {
    podTemplateHashValue = Absent.text(podTemplateHashValue);
  }
}
