package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A release on its way to another folder. */
public record GitSyncPromotion(
    @Field(value = "Name of the target.", required = true) String name,
    @Field("The commit.") String revision,
    @Field("Waiting, Soaking, Pushed, PullRequestOpen or Blocked.") String phase,
    @Field("Since when it is in its phase.") @Nullable Instant since,
    @Field("The commit in the target.") String commit,
    @Field("Address of the pull request.") String url,
    @Field("Why it is in its phase.") String message) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncPromotion {
    name = Absent.text(name);
    revision = Absent.text(revision);
    phase = Absent.text(phase);
    commit = Absent.text(commit);
    url = Absent.text(url);
    message = Absent.text(message);
  }
}
