package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Annotations of the ReplicaSet of the current revision: the Rollout's own, and the number of the
 * revision.
 */
final class RevisionAnnotations {

  /** Annotations of the Rollout that are about the Rollout alone. */
  private static final Set<String> NOT_INHERITED =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          Annotations.REVISION,
          Annotations.REVISION_HISTORY,
          Annotations.DESIRED_REPLICAS,
          "rollout.argoproj.io/workload-generation");

  private RevisionAnnotations() {}

  /** Annotations that a new ReplicaSet takes over. */
  static Map<String, String> inherited(Snapshot snapshot) {
    Map<String, String> inherited = new TreeMap<>(snapshot.rollout().annotations());
    inherited.keySet().removeAll(NOT_INHERITED);
    inherited.keySet().removeIf(Annotations::isOfNotifications);
    return inherited;
  }

  /** Annotations that the ReplicaSet lacks or has with another value. */
  static Map<String, String> missing(Snapshot snapshot, ReplicaSetFacts current, long revision) {
    Map<String, String> wanted = inherited(snapshot);
    if (current.revision() < revision) {
      wanted.put(Annotations.REVISION, Long.toString(revision));
      if (current.revision() > 0) {
        wanted.put(Annotations.REVISION_HISTORY, history(current));
      }
    }
    wanted
        .entrySet()
        .removeIf(entry -> entry.getValue().equals(current.annotations().get(entry.getKey())));
    return wanted;
  }

  private static String history(ReplicaSetFacts current) {
    String before = current.annotations().getOrDefault(Annotations.REVISION_HISTORY, "");
    return before.isEmpty() ? Long.toString(current.revision()) : before + "," + current.revision();
  }
}
