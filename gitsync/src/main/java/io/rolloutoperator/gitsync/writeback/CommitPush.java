package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.source.CommitTree;

/** Reads the tip of a branch from the remote and puts commits on it, never by force. */
public interface CommitPush {

  /** Asks the remote, now. */
  Tip fetch(String branch);

  /** Makes a commit and pushes it by compare-and-swap. */
  Pushed push(NewCommit commit);

  /** What the remote has. */
  sealed interface Tip {
    /**
     * The branch's newest commit.
     *
     * @param commit 40 hex digits
     * @param message of the commit
     */
    record Found(String commit, CommitTree tree, String message) implements Tip {}

    /**
     * It could not be had.
     *
     * @param message one line for people, without credentials
     */
    record Failed(String message) implements Tip {}
  }

  /** How a push ended. */
  sealed interface Pushed {
    /**
     * The commit is on the branch.
     *
     * @param commit 40 hex digits
     * @param serverText what the server had to say, or empty
     */
    record Done(String commit, String serverText) implements Pushed {}

    /** The branch's tip is another one than expected. */
    record Stale() implements Pushed {}

    /**
     * The server does not want the commit: a protected branch, a hook.
     *
     * @param serverText the server's words
     */
    record Refused(String serverText) implements Pushed {}

    /**
     * It is not known whether the commit is there.
     *
     * @param message one line for people, without credentials
     */
    record Failed(String message) implements Pushed {}
  }
}
