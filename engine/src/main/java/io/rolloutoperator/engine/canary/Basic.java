package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.replicas.BasicCanary;
import io.rolloutoperator.engine.replicas.OldReplicaSet;
import io.rolloutoperator.engine.replicas.ReplicaCounts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import org.jspecify.annotations.Nullable;

/** The numbers of a canary whose pods are its traffic. */
final class Basic {

  private Basic() {}

  /** What sizes all ReplicaSets. */
  static BasicCanary canary(CanaryView view, Control control) {
    return new BasicCanary(
        view.replicas(),
        view.limits(),
        EffectiveWeight.of(view, control),
        view.current().counts(),
        stableCounts(view),
        view.others().stream()
            .map(rs -> new OldReplicaSet(rs.name(), rs.revision(), rs.counts()))
            .toList());
  }

  private static @Nullable ReplicaCounts stableCounts(CanaryView view) {
    return view.otherStable().map(ReplicaSetFacts::counts).orElse(null);
  }
}
