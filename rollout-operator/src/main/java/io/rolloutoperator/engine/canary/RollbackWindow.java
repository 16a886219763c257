package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.RollbackWindowSpec;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;

/** Whether going back to an older revision may skip steps and analysis. */
final class RollbackWindow {

  private RollbackWindow() {}

  /**
   * True if the current ReplicaSet is older than the stable one and fewer other revisions lie
   * between them than the window allows.
   */
  static boolean contains(CanaryView view) {
    RollbackWindowSpec window = view.rollout().spec().rollbackWindow();
    if (window == null || view.otherStable().isEmpty()) {
      return false;
    }
    ReplicaSetFacts stable = view.otherStable().get();
    ReplicaSetFacts current = view.current();
    if (!current.createdAt().isBefore(stable.createdAt())) {
      return false;
    }
    long between =
        view.others().stream()
            .filter(
                rs ->
                    rs.createdAt().isAfter(current.createdAt())
                        && rs.createdAt().isBefore(stable.createdAt()))
            .count();
    return between < window.revisions();
  }
}
