package io.rolloutoperator.engine.snapshot;

import java.time.Instant;
import java.util.List;

/** A restart that a user asked for and that is not done. */
public sealed interface PendingRestart {

  /**
   * Not yet: the time that was asked for is to come, or budgets of disruption refused a moment ago.
   *
   * @param when to look again
   */
  record Later(Instant when) implements PendingRestart {}

  /**
   * Pods may be replaced now.
   *
   * @param at pods made before this are replaced
   * @param pods all pods of the Rollout, those that are new enough too
   */
  record Due(Instant at, List<PodFacts> pods) implements PendingRestart {

    public Due {
      pods = List.copyOf(pods);
    }
  }
}
