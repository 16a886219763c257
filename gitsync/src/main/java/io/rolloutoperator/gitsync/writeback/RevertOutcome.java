package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import java.util.Optional;

/** What became of undoing a release. Each message is one line for people, without secrets. */
public sealed interface RevertOutcome {

  /** In a sentence, for the log. */
  default String text() {
    return switch (this) {
      case Reverted(String commit, String url) ->
          "Revert " + (url.isEmpty() ? new Revision("", commit).shortCommit() : url);
      case PullRequestOpened(String url, String _, String _) -> "PullRequest " + url;
      case NotPossible(String message) -> message;
      case RateLimited(String message, Instant next) -> message + "; not before " + next;
      case Failed(String message, Optional<Instant> _) -> message;
      case Nothing(String reason) -> reason;
    };
  }

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
