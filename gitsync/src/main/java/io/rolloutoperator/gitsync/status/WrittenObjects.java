package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Drift;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that a pass wrote, and why.
 *
 * @param applied because they were wanted newly
 * @param repaired because others had changed them
 * @param pruned because nobody wants them any more
 */
public record WrittenObjects(
    List<ObjectId> applied, List<ObjectId> repaired, List<ObjectId> pruned) {

  /** Copies the lists. */
  public WrittenObjects {
    applied = List.copyOf(applied);
    repaired = List.copyOf(repaired);
    pruned = List.copyOf(pruned);
  }

  static WrittenObjects of(SyncSnapshot snapshot, List<SyncAction> done) {
    List<ObjectId> applied = new ArrayList<>();
    List<ObjectId> repaired = new ArrayList<>();
    List<ObjectId> pruned = new ArrayList<>();
    for (SyncAction action : done) {
      switch (action) {
        case SyncAction.Apply(var desired, var _, String hash) ->
            (Drift.isOf(snapshot, desired.id(), hash) ? repaired : applied).add(desired.id());
        case SyncAction.Recreate(var desired, String _, String hash) ->
            (Drift.isOf(snapshot, desired.id(), hash) ? repaired : applied).add(desired.id());
        case SyncAction.Delete delete -> pruned.add(delete.entry().id());
        case SyncAction.WriteInventory _, SyncAction.CreateNamespace _, SyncAction.Adopt _ -> {}
      }
    }
    return new WrittenObjects(applied, repaired, pruned);
  }

  /** Whether no object was written. */
  public boolean isEmpty() {
    return applied.isEmpty() && repaired.isEmpty() && pruned.isEmpty();
  }
}
