package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.status.StoredInventory;
import java.util.List;

/** Where a unit's own object names what the unit has in the cluster. */
interface InventoryRecord {

  /** Names of the ConfigMaps that hold it until now. */
  List<String> inUse();

  /** Stores it together with what is about to be applied. */
  ActionOutcome write(StoredInventory stored, DesiredState state);
}
