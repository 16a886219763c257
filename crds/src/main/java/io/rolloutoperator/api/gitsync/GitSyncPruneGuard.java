package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** When nothing is deleted without approval. */
public record GitSyncPruneGuard(
    @Field(
            value = "Share of the objects that one commit may delete.",
            minimum = 0,
            maximum = 100,
            absentBecomes = "20")
        @Nullable Integer maxDeletePercent,
    @Field("A folder without objects deletes all.") boolean allowEmpty) {
  /** Every field absent. */
  public static final GitSyncPruneGuard EMPTY = new GitSyncPruneGuard(null, false);
}
