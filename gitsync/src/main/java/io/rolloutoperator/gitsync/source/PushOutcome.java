package io.rolloutoperator.gitsync.source;

/** How writing a commit ended. */
public sealed interface PushOutcome {

  /**
   * The branch has it.
   *
   * @param commit 40 hex digits; the base itself if the files already were as wanted
   * @param serverText what the server had to say, or empty; not fit to be shown
   */
  record Pushed(String commit, String serverText) implements PushOutcome {
    /** A push without a word of the server. */
    public Pushed(String commit) {
      this(commit, "");
    }
  }

  /** The branch is not at the commit that this one was to follow. */
  record RemoteChanged() implements PushOutcome {}

  /**
   * The server does not want it: a hook, a protected branch.
   *
   * @param text of the server, one line of at most 256 characters, without credentials
   */
  record Refused(String text) implements PushOutcome {}

  /**
   * It did not come to that.
   *
   * @param message one line for people, without credentials
   * @param unreachable whether the server did not answer
   */
  record Failed(String message, boolean unreachable) implements PushOutcome {}
}
