package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryShards;
import io.rolloutoperator.gitsync.status.StoredInventory;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.objects.Kinds;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of what a unit has in the cluster: in the status of its GitSync, or, if it is long, in
 * ConfigMaps beside it. {@link SyncActionWriter} writes it.
 */
final class InventoryReader {

  /**
   * What the unit has, as stored, each object in a version that the API server has now.
   *
   * @throws UnansweredException if it cannot be read
   * @throws ForbiddenException if the account lacks the right
   */
  Inventory read(Account account, UnitId unit, StoredInventory stored) {
    return ServedVersions.of(stored(account, unit, stored), account.kinds());
  }

  private static Inventory stored(Account account, UnitId unit, StoredInventory stored) {
    return switch (stored) {
      case StoredInventory.InStatus(Inventory inventory) -> inventory;
      case StoredInventory.InConfigMaps(List<String> names) -> {
        List<String> shards = new ArrayList<>();
        names.forEach(name -> shards.add(shard(account, unit, name)));
        yield read(unit, shards);
      }
    };
  }

  private static Inventory read(UnitId unit, List<String> shards) {
    try {
      return InventoryShards.read(shards);
    } catch (IllegalArgumentException broken) {
      throw new UnansweredException(unit + ": " + broken.getMessage());
    }
  }

  private static String shard(Account account, UnitId unit, String name) {
    return switch (account.api().get(Kinds.CONFIG_MAP, unit.namespace(), name)) {
      case ApiAnswer.Done(JsonNode map) -> content(name, map);
      case ApiAnswer.Forbidden(String message) ->
          throw new ForbiddenException(account.user() + " " + Answers.shortened(message));
      case ApiAnswer other -> throw UnansweredException.of("ConfigMap " + name, other);
    };
  }

  /** A list that is not there is not an empty one: its objects would be nobody's. */
  private static String content(String name, JsonNode map) {
    JsonNode list = map.path("data").path(InventoryShards.KEY);
    if (!list.isTextual()) {
      throw new UnansweredException(
          "ConfigMap " + name + " has lost its list of objects, data." + InventoryShards.KEY);
    }
    return list.asText();
  }
}
