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
  /** Whether its commit was applied whole before. */
  boolean isAppliedWhole() {
    return facts.lastApplied().filter(commit.revision()::equals).isPresent();
  }
}
