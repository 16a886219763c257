package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.source.remote.GitLimits;

/**
 * How much Git sync takes before it refuses a repository or a commit.
 *
 * @param repository of each repository
 * @param unit of each GitSync
 */
public record GitSyncLimits(GitLimits repository, RenderLimits unit) {

  /** Those of an operator that is told nothing else. */
  public static final GitSyncLimits DEFAULT =
      new GitSyncLimits(GitLimits.defaults(), RenderLimits.DEFAULT);
}
