package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.source.CommitTree;
import java.util.List;

/**
 * All that is needed to undo a release.
 *
 * @param branch short name of the tracked branch
 * @param healthy files of the commit to go back to
 * @param bad files of the commit to undo
 * @param badMessage message of the commit to undo
 * @param past commits of this unit, of at least the last hour and the quarantined releases
 * @param signature whose name the commit bears
 */
public record RevertRequest(
    BadRelease release,
    String branch,
    CommitTree healthy,
    CommitTree bad,
    String badMessage,
    List<CommitBudget.Past> past,
    Signature signature) {

  /** Copies the list. */
  public RevertRequest {
    past = List.copyOf(past);
  }

  /**
   * Whose name a commit bears.
   *
   * @param installation id of this installation of the operator
   */
  public record Signature(NewCommit.Author author, String installation) {}
}
