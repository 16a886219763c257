package io.rolloutoperator.engine.replicas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shrinks the ReplicaSets that are neither stable nor canary, without a traffic router.
 *
 * <p>Pods that are not available serve nobody and go at once, otherwise they would block the update
 * for ever. Available ones go newest revision first, and only as many as the rollout has above its
 * minimum.
 */
final class OldReplicaSetCleanup {

  private static final Comparator<OldReplicaSet> NEWEST_FIRST =
      Comparator.comparingLong(OldReplicaSet::revision)
          .reversed()
          .thenComparing(OldReplicaSet::name);

  private OldReplicaSetCleanup() {}

  /**
   * What to shrink, newest first.
   *
   * @param spare available pods of all ReplicaSets together above the minimum; not positive: only
   *     unavailable pods go
   */
  static List<OldReplicaSetScale> of(List<OldReplicaSet> old, long spare) {
    List<OldReplicaSetScale> scales = new ArrayList<>();
    long left = Math.max(0, spare);
    for (OldReplicaSet replicaSet : old.stream().sorted(NEWEST_FIRST).toList()) {
      int available = replicaSet.counts().availableWithinSpec();
      int removed = (int) Math.min(available, left);
      left -= removed;
      if (available - removed < replicaSet.counts().spec()) {
        scales.add(new OldReplicaSetScale(replicaSet.name(), available - removed));
      }
    }
    return scales;
  }
}
