package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.source.Revision;
import java.util.Optional;

/** The commit that undoing a release goes back to. */
public sealed interface HealthyCommit {

  /** This one. */
  record Known(Revision revision) implements HealthyCommit {}

  /**
   * There is none, so that only a person can undo the release.
   *
   * @param message one line that says why
   */
  record Unknown(String message) implements HealthyCommit {}

  /**
   * Chooses it.
   *
   * @param recorded the last commit with which every Rollout of the unit was healthy
   * @param bad the commit to undo
   */
  static HealthyCommit before(Revision bad, Optional<Revision> recorded) {
    return recorded
        .<HealthyCommit>map(Known::new)
        .orElseGet(() -> new Unknown("no commit was healthy before " + bad));
  }
}
