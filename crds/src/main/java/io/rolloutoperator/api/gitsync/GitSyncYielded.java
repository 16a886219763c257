package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Fields of an object that somebody else owns. */
public record GitSyncYielded(
    @Field(value = "Namespace, name, group and kind of the object.", required = true) String id,
    @Field("The fields, as JSON pointers.") List<String> paths,
    @Field(value = "Who owns them, in one word.", required = true) String reason) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncYielded {
    id = Absent.text(id);
    paths = Absent.list(paths);
    reason = Absent.text(reason);
  }
}
