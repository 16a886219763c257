package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;

/**
 * What became of an aborted release in the repository.
 *
 * @param rollout which aborted
 * @param templateHash of the aborted release
 * @param commit 40 hex digits, or empty
 * @param url of the pull request or commit, or empty
 */
public record UndoneRelease(
    ObjectId rollout, String templateHash, Kind kind, String commit, String url) {

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
