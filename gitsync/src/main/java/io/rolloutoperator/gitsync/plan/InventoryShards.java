package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A large inventory as the contents of several ConfigMaps: 60 to 90 bytes an entry would soon fill
 * the 1.5 MB that etcd stores of one object.
 */
public final class InventoryShards {

  /** Entries that a status, or one ConfigMap, holds. */
  public static final int LIMIT = 3_000;

  /** Key of the entries in a ConfigMap's {@code data}. */
  public static final String KEY = "entries";

  private static final JsonMapper JSON = new JsonMapper();

  private InventoryShards() {}

  /**
   * One ConfigMap.
   *
   * @param name {@code <unit>-inventory-<n>}
   * @param entries JSON, for {@code data.entries}
   */
  public record Shard(String name, String entries) {

    /**
     * The ConfigMap. It goes with its unit.
     *
     * @param uid of the unit's own object
     */
    public ObjectNode configMap(UnitId unit, String uid) {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      map.put("apiVersion", "v1").put("kind", "ConfigMap");
      ObjectNode metadata = map.putObject("metadata");
      metadata.put("namespace", unit.namespace()).put("name", name);
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", ApiGroup.OPERATOR_API_VERSION)
          .put("kind", unit.kind())
          .put("name", unit.name())
          .put("uid", uid);
      map.putObject("data").put(KEY, entries);
      return map;
    }
  }

  /**
   * The shards of an inventory; none if it fits into the status.
   *
   * <p>None has a name in use: entries move from shard to shard when others come and go, so that
   * one written over an old one, and a crash, could leave an object in neither.
   *
   * @param inUse names of the ConfigMaps that hold the inventory until now
   * @param limit entries that the status, or one ConfigMap, is to hold: {@link #LIMIT}, but in
   *     tests
   */
  public static List<Shard> of(
      String unitName, Inventory inventory, Collection<String> inUse, int limit) {
    if (inventory.size() <= limit) {
      return List.of();
    }
    List<Shard> shards = new ArrayList<>();
    int number = firstFree(unitName, (inventory.size() + limit - 1) / limit, inUse);
    for (int start = 0; start < inventory.size(); start += limit) {
      int end = Math.min(start + limit, inventory.size());
      String entries = new Inventory(inventory.entries().subList(start, end)).toJson().toString();
      shards.add(new Shard(name(unitName, number), entries));
      number++;
    }
    return shards;
  }

  /** Whether a ConfigMap that is there is one of the unit's shards, and nobody else's. */
  public static boolean isShardOf(UnitId unit, JsonNode configMap) {
    return configMap
        .path("metadata")
        .path("ownerReferences")
        .valueStream()
        .anyMatch(
            owner ->
                owner.path("kind").asText().equals(unit.kind())
                    && owner.path("name").asText().equals(unit.name()));
  }

  /** Where so many numbers in a row are free; as low as possible, to use few names in turn. */
  private static int firstFree(String unitName, int count, Collection<String> inUse) {
    int first = 0;
    for (int number = 0; number < first + count; number++) {
      if (inUse.contains(name(unitName, number))) {
        first = number + 1;
      }
    }
    return first;
  }

  private static String name(String unitName, int number) {
    return unitName + "-inventory-" + number;
  }

  /**
   * The inventory of all shards.
   *
   * @throws IllegalArgumentException if one is no JSON; nothing may be pruned then
   */
  public static Inventory read(Collection<String> shards) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (String shard : shards) {
      try {
        JSON.readTree(shard).forEach(all::add);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("inventory is not readable", e);
      }
    }
    return Inventory.fromJson(all);
  }
}
