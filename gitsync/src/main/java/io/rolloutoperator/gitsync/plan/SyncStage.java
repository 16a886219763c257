package io.rolloutoperator.gitsync.plan;

import java.util.List;
import java.util.Optional;

/**
 * Writes that belong together: if one fails, the others of its stage are still tried, later stages
 * are not.
 *
 * @param name for logs and golden files, such as {@code wave 0 Service}
 */
public record SyncStage(String name, List<SyncAction> actions) {

  /** Copies the list. */
  public SyncStage {
    actions = List.copyOf(actions);
  }

  /** What is left of it without writes of the inventory. */
  Optional<SyncStage> withoutInventory() {
    List<SyncAction> others =
        actions.stream().filter(action -> !(action instanceof SyncAction.WriteInventory)).toList();
    return others.isEmpty() ? Optional.empty() : Optional.of(new SyncStage(name, others));
  }
}
