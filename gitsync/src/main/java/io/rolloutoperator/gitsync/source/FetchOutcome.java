package io.rolloutoperator.gitsync.source;

/** How a look at the remote ended. */
public sealed interface FetchOutcome {

  /** The remote has what was there before. */
  record Unchanged(Revision revision) implements FetchOutcome {}

  /** Another commit, complete. */
  record Fetched(Revision revision, CommitTree tree) implements FetchOutcome {}

  /**
   * No commit could be had.
   *
   * @param message one line for people, without credentials
   * @param unreachable whether the server did not answer at all, so that what was there before
   *     still counts
   */
  record Failed(String message, boolean unreachable) implements FetchOutcome {}
}
