package io.rolloutoperator.api.gitsync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** An object that was applied. */
public record GitSyncInventoryEntry(
    @Field(value = "Namespace, name, group and kind with an underscore between.", required = true)
        String id,
    @Field(value = "Version.", required = true) @JsonProperty("v") String version) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncInventoryEntry {
    id = Absent.text(id);
    version = Absent.text(version);
  }
}
