package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.RollbackWindow;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/** The beginning of an update. */
final class Restart {

  private Restart() {}

  /** Whether the status is about another template or other steps. */
  static boolean due(Snapshot snapshot, ReplicaSetFacts current) {
    RolloutFacts rollout = snapshot.rollout();
    boolean otherTemplate = !rollout.status().currentPodHash().equals(current.hash());
    boolean otherSteps = !rollout.status().currentStepHash().equals(snapshot.stepHash());
    return otherTemplate || otherSteps;
  }

  /**
   * The steering part of the status at the beginning: nothing paused, aborted or requested, no
   * analysis, and the first step; or all steps done if the update skips them.
   */
  static Control control(Snapshot snapshot, String hash) {
    int steps = snapshot.rollout().strategy().steps();
    Integer index = steps == 0 ? null : whySkipped(snapshot, hash).isPresent() ? steps : 0;
    return Control.of(snapshot.rollout().status())
        .withAbort(false, null)
        .withPromoteFull(false)
        .withPauses(List.of(), false)
        .withStepRun(null)
        .withBackgroundRun(null)
        .withStepIndex(index);
  }

  /** What to tell when a template came back for which there is nothing to try out. */
  static List<EventNote> skipped(Snapshot snapshot, String hash) {
    boolean came = !snapshot.rollout().status().currentPodHash().equals(hash);
    return whySkipped(snapshot, hash)
        .filter(_ -> came && snapshot.rollout().strategy().steps() > 0)
        .map(why -> EventNote.normal("SkipSteps", why))
        .stream()
        .toList();
  }

  /**
   * Why the update begins behind its steps. A revision of the window that has no pods any more
   * begins before them and passes them in silence, once a pass finds it to be the current one.
   */
  private static Optional<String> whySkipped(Snapshot snapshot, String hash) {
    if (!hash.isEmpty() && hash.equals(snapshot.rollout().status().stableRS())) {
      return Optional.of("Rollback to stable ReplicaSets");
    }
    return snapshot
        .replicaSetOf(hash)
        .filter(rs -> rs.specReplicas() > 0 && RollbackWindow.contains(snapshot, rs))
        .map(_ -> "Rollback to active ReplicaSets within RollbackWindow");
  }
}
