package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was applied once. */
public record GitSyncHistoryEntry(
    @Field(value = "The commit.", required = true) String revision,
    @Field("Hash of the objects, comparable within one installation.") String digest,
    @Field("When it was applied first.") @Nullable Instant firstApplied,
    @Field("When it was applied last.") @Nullable Instant lastApplied,
    @Field("Outcome in one word.") String result,
    @Field("Outcome in a sentence.") String message) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncHistoryEntry {
    revision = Absent.text(revision);
    digest = Absent.text(digest);
    result = Absent.text(result);
    message = Absent.text(message);
  }
}
