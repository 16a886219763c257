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
  /** The same with another view of the cluster. */
  public SyncSnapshot with(ClusterView other) {
    return new SyncSnapshot(unit, installation, commit, other, facts, now);
  }

  /**
   * Whether what is wanted was applied whole, and nothing else was begun since. Another spec of the
   * same commit was not: it is as new as another commit.
   */
  boolean isAppliedWhole() {
    return wasAppliedWhole()
        && facts.begun().filter(begun -> !begun.matches(commit.state())).isEmpty();
  }

  /** The same, also if objects may be as another state wants them that was begun since. */
  boolean wasAppliedWhole() {
    return facts.lastApplied().filter(commit.state()::matches).isPresent();
  }
}
