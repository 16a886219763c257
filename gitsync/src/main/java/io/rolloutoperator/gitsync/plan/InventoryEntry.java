package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;

/**
 * One object of an inventory.
 *
 * @param version of its API, such as {@code v1}
 */
public record InventoryEntry(ObjectId id, String version) implements Comparable<InventoryEntry> {

  /** Of an object with apiVersion, kind and name. */
  public static InventoryEntry of(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    return new InventoryEntry(
        ObjectId.of(object), apiVersion.substring(apiVersion.indexOf('/') + 1));
  }

  @Override
  public int compareTo(InventoryEntry other) {
    return id.inventoryId().compareTo(other.id.inventoryId());
  }

  /** {@code apps/v1}, or {@code v1} for the core API. */
  public String apiVersion() {
    return id.group().isEmpty() ? version : id.group() + "/" + version;
  }
}
