package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import java.util.Optional;

/** What is known of a followed repository. */
sealed interface SourceState {

  /** Nobody has looked yet. */
  record Waiting() implements SourceState {}

  /**
   * No commit could be had so far.
   *
   * @param trouble why
   */
  record Failed(Trouble trouble) implements SourceState {}

  /**
   * A commit is here.
   *
   * @param found when it came here
   * @param trouble why the last look brought nothing; the commit still counts if the server was
   *     only unreachable
   */
  record At(Revision revision, CommitTree tree, Instant found, Optional<Trouble> trouble)
      implements SourceState {

    /** The same commit after a look that failed. */
    At with(Trouble failure) {
      return new At(revision, tree, found, Optional.of(failure));
    }

    /** The same commit after a look that went well. */
    At fine() {
      return trouble.isEmpty() ? this : new At(revision, tree, found, Optional.empty());
    }
  }

  /**
   * A look at the remote that failed.
   *
   * @param unreachable whether the server did not answer
   */
  record Trouble(String message, boolean unreachable) {}
}
