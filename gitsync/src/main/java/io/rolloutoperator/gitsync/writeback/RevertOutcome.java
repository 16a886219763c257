package io.rolloutoperator.gitsync.writeback;

import java.time.Instant;
import java.util.Optional;

/** What became of undoing a release. Each message is one line for people, without secrets. */
public sealed interface RevertOutcome {

  /**
   * The tracked branch has the healthy files again.
   *
   * @param commit 40 hex digits
   * @param url of the commit's page, or empty
   */
  record Reverted(String commit, String url) implements RevertOutcome {}

  /**
   * People are asked to merge it.
   *
   * @param url of the request's page
   * @param branch that holds the commit
   * @param commit 40 hex digits; empty if an earlier run pushed it
   */
  record PullRequestOpened(String url, String branch, String commit) implements RevertOutcome {}

  /** Only a person can undo it; condition reason {@code WriteBackNotPossible}. */
  record NotPossible(String message) implements RevertOutcome {}

  /**
   * Too many commits; condition reason {@code RateLimited}.
   *
   * @param next when one more is allowed
   */
  record RateLimited(String message, Instant next) implements RevertOutcome {}

  /**
   * It may work later; condition reason {@code WriteBackFailed}.
   *
   * @param notBefore when the forge wants to be asked again; empty: as any retry
   */
  record Failed(String message, Optional<Instant> notBefore) implements RevertOutcome {}

  /**
   * There is nothing to undo, or it must not be undone.
   *
   * @param reason one line
   */
  record Nothing(String reason) implements RevertOutcome {}
}
