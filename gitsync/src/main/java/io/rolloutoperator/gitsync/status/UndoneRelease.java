package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.source.Revision;

/**
 * What became of an aborted release in the repository.
 *
 * @param rollout which aborted
 * @param templateHash of the aborted release
 * @param undone the commit that was undone: the same template may come back with another one
 * @param commit 40 hex digits, or empty
 * @param url of the pull request or commit, or empty
 */
public record UndoneRelease(
    ObjectId rollout, String templateHash, Revision undone, Kind kind, String commit, String url) {

  /** How it was undone. */
  public enum Kind {
    REVERT("Revert"),
    PULL_REQUEST("PullRequest");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As a status spells it. */
    public String text() {
      return text;
    }
  }
}
