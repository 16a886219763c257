package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one pass wants. Once the world has settled, it has no stages.
 *
 * @param stages in order; none is empty
 * @param holds what keeps the plan from going further, most important first; it is made anew on the
 *     next event
 * @param problems objects that cannot be written as they are
 * @param kept objects left as they are, and why
 * @param yielded fields whose live value is kept
 * @param drifted objects that differ from Git and are not repaired
 * @param quarantine to be stored
 * @param settled objects found in order without a write: to be remembered as applied
 * @param notes for people: ignored annotations and the like
 * @param completes whether the revision is applied whole once all stages succeeded, so that it
 *     becomes the last applied one; not as long as deletions after a rewritten history wait for
 *     approval
 * @param requeueAt when to look again even without an event
 */
public record SyncPlan(
    List<SyncStage> stages,
    List<Hold> holds,
    List<Problem> problems,
    List<Kept> kept,
    List<Yielded> yielded,
    List<ObjectId> drifted,
    List<QuarantineEntry> quarantine,
    Map<ObjectId, AppliedState> settled,
    List<String> notes,
    boolean completes,
    Optional<Instant> requeueAt) {

  /** Copies the collections. */
  public SyncPlan {
    stages = List.copyOf(stages);
    holds = List.copyOf(holds);
    problems = List.copyOf(problems);
    kept = List.copyOf(kept);
    yielded = List.copyOf(yielded);
    drifted = List.copyOf(drifted);
    quarantine = List.copyOf(quarantine);
    settled = Map.copyOf(settled);
    notes = List.copyOf(notes);
  }

  /** The same for a unit that goes: nobody will ask what it has. */
  public SyncPlan withoutInventory() {
    return new SyncPlan(
        stages.stream().flatMap(stage -> stage.withoutInventory().stream()).toList(),
        holds,
        problems,
        kept,
        yielded,
        drifted,
        quarantine,
        settled,
        notes,
        completes,
        requeueAt);
  }

  /** All actions in their order. */
  public List<SyncAction> actions() {
    return stages.stream().flatMap(stage -> stage.actions().stream()).toList();
  }
}
