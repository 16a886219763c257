package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A commit that undoes a release. */
public record GitSyncCommitLink(
    @Field(value = "Revert or PullRequest.", required = true) String kind,
    @Field("The commit.") String commit,
    @Field("Address of the pull request.") String url) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncCommitLink {
    kind = Absent.text(kind);
    commit = Absent.text(commit);
    url = Absent.text(url);
  }
}
