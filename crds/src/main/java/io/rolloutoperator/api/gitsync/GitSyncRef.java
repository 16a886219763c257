package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import io.rolloutoperator.api.schema.Rule;

/** One commit of a repository; at most one field is set. */
@Rule(valid = Cel.ONE_REF, message = GitSyncMessages.REF)
public record GitSyncRef(
    @Field(value = "Tip of a branch.", minLength = 1, maxLength = 255) String branch,
    @Field(value = "What a tag points to.", minLength = 1, maxLength = 255) String tag,
    @Field(value = "The highest tag within a range of versions.", minLength = 1, maxLength = 255)
        String semver,
    @Field(value = "A full name such as refs/pull/1/head.", minLength = 1, maxLength = 255)
        String name,
    @Field(value = "A commit, 40 hexadecimal digits.", pattern = "^[0-9a-f]{40}$") String commit) {
  /** Every field absent. */
  public static final GitSyncRef EMPTY = new GitSyncRef("", "", "", "", "");

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncRef {
    branch = Absent.text(branch);
    tag = Absent.text(tag);
    semver = Absent.text(semver);
    name = Absent.text(name);
    commit = Absent.text(commit);
  }
}
