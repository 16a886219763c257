package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects that a unit has made or may have made, each once, in order of their ids. The form of
 * its entries is the one of {@code status.inventory.entries}.
 */
public record Inventory(List<InventoryEntry> entries) {

  /** No object. */
  public static final Inventory EMPTY = new Inventory(List.of());

  /** Sorts; of entries with the same id the last one counts. */
  public Inventory {
    Map<ObjectId, InventoryEntry> byId = new LinkedHashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    entries = byId.values().stream().sorted().toList();
  }

  /** In any order. */
  public static Inventory of(Collection<InventoryEntry> entries) {
    return new Inventory(List.copyOf(entries));
  }

  /** Reads what {@link #toJson} wrote; entries of another form are passed over. */
  public static Inventory fromJson(JsonNode list) {
    return new Inventory(list.valueStream().flatMap(entry -> entry(entry).stream()).toList());
  }

  /** How many objects. */
  public int size() {
    return entries.size();
  }

  /** Whether an object is in it, in whatever version. */
  public boolean contains(ObjectId id) {
    return entries.stream().anyMatch(entry -> entry.id().equals(id));
  }

  /** All of both; of an object in both, the other's version. */
  public Inventory union(Inventory other) {
    Map<ObjectId, InventoryEntry> byId = new LinkedHashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    other.entries.forEach(entry -> byId.put(entry.id(), entry));
    return Inventory.of(byId.values());
  }

  /** The objects that are here and not there, whatever their versions. */
  public List<InventoryEntry> without(Inventory other) {
    Set<ObjectId> there =
        other.entries.stream().map(InventoryEntry::id).collect(Collectors.toSet());
    return entries.stream().filter(entry -> !there.contains(entry.id())).toList();
  }

  /** {@code [{"id": "<namespace>_<name>_<group>_<kind>", "v": "v1"}]}. */
  public ArrayNode toJson() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(entries.size());
    entries.forEach(
        entry -> list.addObject().put("id", entry.id().inventoryId()).put("v", entry.version()));
    return list;
  }

  private static Optional<InventoryEntry> entry(JsonNode entry) {
    return ObjectId.ofInventoryId(entry.path("id").asText())
        .map(object -> new InventoryEntry(object, entry.path("v").asText()));
  }
}
