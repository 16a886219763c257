package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;

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
   * analysis, and the first step; or all steps done if the template is the stable one.
   */
  static Control control(Snapshot snapshot, String hash) {
    Control before = Control.of(snapshot.rollout().status());
    int steps = snapshot.rollout().strategy().steps();
    Integer index = steps == 0 ? null : backToStable(before, hash) ? steps : 0;
    return before
        .withAbort(false, null)
        .withPromoteFull(false)
        .withPauses(List.of(), false)
        .withStepRun(null)
        .withBackgroundRun(null)
        .withStepIndex(index);
  }

  /** What to tell when the stable template came back. */
  static List<EventNote> skipped(Snapshot snapshot, String hash) {
    boolean came = !snapshot.rollout().status().currentPodHash().equals(hash);
    return came && backToStable(Control.of(snapshot.rollout().status()), hash)
        ? List.of(EventNote.normal("SkipSteps", "Rollback to stable ReplicaSets"))
        : List.of();
  }

  private static boolean backToStable(Control before, String hash) {
    return !before.stableHash().isEmpty() && before.stableHash().equals(hash);
  }
}
