package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.unit.SyncUnit;
import java.time.Instant;

/**
 * Everything one pass knows about a unit.
 *
 * @param installation id of this installation of the operator
 */
public record SyncSnapshot(
    SyncUnit unit,
    String installation,
    Commit commit,
    ClusterView cluster,
    SyncFacts facts,
    Instant now) {
  /**
   * Whether what is wanted was applied whole before. Another spec of the same commit was not: it is
   * as new as another commit.
   */
  boolean isAppliedWhole() {
    return facts.lastApplied().filter(commit.state()::matches).isPresent();
  }
}
