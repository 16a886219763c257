package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import io.rolloutoperator.api.schema.Rule;

/** Author of commits. */
@Rule(valid = Cel.AUTHOR, message = GitSyncMessages.AUTHOR)
public record GitSyncCommitAuthor(
    @Field(value = "Name.", maxLength = 256, absentBecomes = "Rollout Operator") String name,
    @Field(value = "Mail address.", maxLength = 256, absentBecomes = "rollout-operator@localhost")
        String email) {
  /** Every field absent. */
  public static final GitSyncCommitAuthor EMPTY = new GitSyncCommitAuthor("", "");

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncCommitAuthor {
    name = Absent.text(name);
    email = Absent.text(email);
  }
}
