package io.rolloutoperator.engine;

import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;

/** Numbers of revisions. */
public final class Revisions {

  private Revisions() {}

  /**
   * The number of the present template's revision: its own if that is the highest, else one above
   * the highest other.
   */
  public static long next(Snapshot snapshot) {
    String current = snapshot.template() instanceof TemplateMatch.Existing(String name) ? name : "";
    long highestOther =
        snapshot.replicaSets().stream()
            .filter(rs -> !rs.name().equals(current))
            .mapToLong(ReplicaSetFacts::revision)
            .max()
            .orElse(0);
    long own = snapshot.replicaSet(current).map(ReplicaSetFacts::revision).orElse(0L);
    return Math.max(own, highestOther + 1);
  }
}
