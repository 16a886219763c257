package io.rolloutoperator.gitsync.writeback;

import java.util.List;

/** Where requests to merge go. Made for one repository and one credential. */
public interface ForgeSink {

  /** What the push of the branch must carry along. */
  default List<String> pushOptions(PullRequest request) {
    return List.of();
  }

  /**
   * Opens a request, after its branch was pushed. One that this branch already has, open or closed
   * by a person, is found and not opened twice.
   *
   * @param serverText what the server said to the push, or empty
   */
  ForgeOutcome open(PullRequest request, String serverText);
}
