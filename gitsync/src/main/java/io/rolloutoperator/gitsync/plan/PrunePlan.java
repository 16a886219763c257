package io.rolloutoperator.gitsync.plan;

import java.util.List;

/** What is deleted because Git no longer has it. */
public sealed interface PrunePlan {

  /** Objects that stay although Git no longer has them, each with its reason. */
  List<Kept> kept();

  /** Entries that stay in the inventory. */
  List<InventoryEntry> remaining();

  /**
   * These are deleted.
   *
   * @param deletions in order: the reverse of applying
   */
  record Allowed(List<SyncAction.Delete> deletions, List<Kept> kept, List<InventoryEntry> remaining)
      implements PrunePlan {
    /** Copies the lists. */
    public Allowed {
      deletions = List.copyOf(deletions);
      kept = List.copyOf(kept);
      remaining = List.copyOf(remaining);
    }
  }

  /**
   * A guard forbids it: nothing is deleted.
   *
   * @param message of condition reason PruneBlocked
   */
  record Blocked(String message, List<Kept> kept, List<InventoryEntry> remaining)
      implements PrunePlan {
    /** Copies the lists. */
    public Blocked {
      kept = List.copyOf(kept);
      remaining = List.copyOf(remaining);
    }
  }
}
