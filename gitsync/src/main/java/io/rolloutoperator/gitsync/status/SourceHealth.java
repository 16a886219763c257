package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.source.Revision;

/** How the last look at the repository ended: condition SourceReady. */
public sealed interface SourceHealth {

  /** The wanted commit is here. */
  record Fetched(Revision revision) implements SourceHealth {}

  /**
   * No commit could be had.
   *
   * @param message one line for people, without credentials
   * @param unreachable whether the server did not answer at all: what was applied before still
   *     counts then
   */
  record Failed(String message, boolean unreachable) implements SourceHealth {}

  /** The commit is not signed as it must be. */
  record Unverified(Revision revision) implements SourceHealth {}
}
