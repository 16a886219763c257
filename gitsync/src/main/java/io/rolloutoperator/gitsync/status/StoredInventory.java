package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.plan.Inventory;
import java.util.List;

/** Where the list of a unit's objects is. */
public sealed interface StoredInventory {

  /** Whether it names no object. */
  boolean isEmpty();

  /** In the status itself. */
  record InStatus(Inventory inventory) implements StoredInventory {
    @Override
    public boolean isEmpty() {
      return inventory.size() == 0;
    }
  }

  /** In ConfigMaps of the unit's namespace, because it is large. */
  record InConfigMaps(List<String> names) implements StoredInventory {
    /** Copies the list. */
    public InConfigMaps {
      names = List.copyOf(names);
    }

    @Override
    public boolean isEmpty() {
      return names.isEmpty();
    }
  }
}
