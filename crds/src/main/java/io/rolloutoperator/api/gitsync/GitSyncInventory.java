package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** What was applied. */
public record GitSyncInventory(
    @Field("The objects, if they are not in ConfigMaps.") List<GitSyncInventoryEntry> entries,
    @Field("Names of the ConfigMaps with the objects.") List<String> configMaps) {
  /** Every field absent. */
  public static final GitSyncInventory EMPTY = new GitSyncInventory(List.of(), List.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncInventory {
    entries = Absent.list(entries);
    configMaps = Absent.list(configMaps);
  }
}
