package io.rolloutoperator.gitsync.status;

/** Whether commits get into the repository: condition WriteBackReady. */
public sealed interface WriteBackState {

  /** The unit makes no commits: there is no condition. */
  record NotUsed() implements WriteBackState {}

  /** Commits may be made. */
  record Configured() implements WriteBackState {}

  /** The credential is missing or incomplete. */
  record NotConfigured(String message) implements WriteBackState {}

  /** A release cannot be undone by a commit; a person has to. */
  record NotPossible(String message) implements WriteBackState {}

  /** The last commit did not get there. */
  record Failed(String message) implements WriteBackState {}

  /** There were too many commits. */
  record RateLimited(String message) implements WriteBackState {}
}
