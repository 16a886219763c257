package io.rolloutoperator.engine;

import io.rolloutoperator.api.rollout.RollbackWindowSpec;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.Optional;

/** Whether going back to an older revision may skip steps and analysis. */
public final class RollbackWindow {

  private RollbackWindow() {}

  /**
   * True if the current ReplicaSet is older than the stable one and fewer other revisions lie
   * between them than the window allows. Creation is known to the second: one of the same second as
   * either counts as between them, so that in doubt the steps are run.
   */
  public static boolean contains(Snapshot snapshot, ReplicaSetFacts current) {
    RollbackWindowSpec window = snapshot.rollout().spec().rollbackWindow();
    Optional<ReplicaSetFacts> stable =
        snapshot.replicaSetOf(snapshot.rollout().status().stableRS());
    if (window == null || stable.isEmpty()) {
      return false;
    }
    return current.createdAt().isBefore(stable.get().createdAt())
        && between(snapshot, current, stable.get()) < window.revisions();
  }

  private static long between(Snapshot snapshot, ReplicaSetFacts older, ReplicaSetFacts newer) {
    return snapshot.replicaSets().stream()
        .filter(rs -> !rs.name().equals(older.name()) && !rs.name().equals(newer.name()))
        .filter(rs -> !rs.createdAt().isBefore(older.createdAt()))
        .filter(rs -> !rs.createdAt().isAfter(newer.createdAt()))
        .count();
  }
}
