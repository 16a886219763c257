package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** What is wrong with an object or a file. */
public record GitSyncProblem(
    @Field("Namespace, name, group and kind of the object.") String id,
    @Field("The file.") String file,
    @Field("The line in it.") int line,
    @Field(value = "Reason in one word.", required = true) String reason,
    @Field(value = "Reason in a sentence.", required = true) String message) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncProblem {
    id = Absent.text(id);
    file = Absent.text(file);
    reason = Absent.text(reason);
    message = Absent.text(message);
  }
}
