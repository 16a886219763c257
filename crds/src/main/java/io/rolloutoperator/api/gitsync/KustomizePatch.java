package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A patch of objects. */
public record KustomizePatch(
    @Field("File with the patch.") String path,
    @Field("The patch itself: a partial object, or operations of JSON patch.") String patch,
    @Field("The objects to patch.") @Nullable ObjectSelector target,
    @Field("What the patch may change besides.") @Nullable KustomizePatchOptions options) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public KustomizePatch {
    path = Absent.text(path);
    patch = Absent.text(patch);
  }
}
