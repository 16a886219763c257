package io.rolloutoperator.engine.status;

import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Pods of a Rollout as its ReplicaSets report them.
 *
 * @param replicas pods of all
 * @param updated pods of the current revision
 * @param ready ready pods of all
 * @param available available pods of all
 */
record Counts(int replicas, int updated, int ready, int available) {

  static Counts of(Snapshot snapshot, Optional<ReplicaSetFacts> current) {
    List<ReplicaSetFacts> all = snapshot.replicaSets();
    return new Counts(
        sum(all, ReplicaSetFacts::replicas),
        current.map(ReplicaSetFacts::replicas).orElse(0),
        sum(all, ReplicaSetFacts::readyReplicas),
        sum(all, ReplicaSetFacts::availableReplicas));
  }

  private static int sum(List<ReplicaSetFacts> all, ToIntFunction<ReplicaSetFacts> count) {
    long sum = 0;
    for (ReplicaSetFacts each : all) {
      sum += count.applyAsInt(each);
    }
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, sum));
  }
}
