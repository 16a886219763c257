package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.DeleteReplicaSet;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import java.util.Comparator;
import java.util.List;

/** Deletes the oldest ReplicaSets beyond {@code revisionHistoryLimit} that have no pods. */
final class HistoryPlan {

  private static final int DEFAULT_LIMIT = 10;

  private HistoryPlan() {}

  static void apply(CanaryView view, Draft draft) {
    Integer written = view.rollout().spec().revisionHistoryLimit();
    int limit = written == null ? DEFAULT_LIMIT : written;
    List<ReplicaSetFacts> oldestFirst =
        view.others().stream()
            .filter(rs -> !rs.deleting())
            .sorted(
                Comparator.comparingLong(ReplicaSetFacts::revision)
                    .thenComparing(ReplicaSetFacts::createdAt))
            .toList();
    int surplus = oldestFirst.size() - limit;
    for (ReplicaSetFacts old : oldestFirst.subList(0, Math.max(0, surplus))) {
      if (old.specReplicas() == 0 && old.replicas() == 0 && old.current()) {
        draft.act(new DeleteReplicaSet(old.name()));
        draft.because(
            "history", "ReplicaSet " + old.name() + " is beyond revisionHistoryLimit " + limit);
      }
    }
  }
}
