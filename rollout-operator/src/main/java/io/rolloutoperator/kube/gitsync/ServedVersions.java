package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.Discovery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Under which versions the objects of a list can be reached. An object outlives the version that it
 * was applied in: once its group serves the kind only in others, it is there under those, and would
 * be nobody's if it were looked for under the former one.
 */
final class ServedVersions {

  private record Stated(String apiVersion, String kind) {}

  private final Discovery kinds;
  private final Map<Stated, String> versions = new HashMap<>();

  private ServedVersions(Discovery kinds) {
    this.kinds = kinds;
  }

  /**
   * The list with a version for each object that the API server serves. What is served in none
   * keeps the one it has.
   *
   * @throws UnansweredException if the API server could not say
   */
  static Inventory of(Inventory stored, Discovery kinds) {
    ServedVersions served = new ServedVersions(kinds);
    return Inventory.of(stored.entries().stream().map(served::reachable).toList());
  }

  private InventoryEntry reachable(InventoryEntry entry) {
    Stated stated = new Stated(entry.apiVersion(), entry.id().kind());
    return new InventoryEntry(
        entry.id(), versions.computeIfAbsent(stated, _ -> version(stated, entry.version())));
  }

  private String version(Stated stated, String recorded) {
    return switch (kinds.find(stated.apiVersion(), stated.kind())) {
      case Discovery.Answer.Served _ -> recorded;
      case Discovery.Answer.NotServed(List<String> others) ->
          others.isEmpty() ? recorded : others.getFirst();
      case Discovery.Answer.Unreadable(ApiAnswer why) ->
          throw UnansweredException.of(stated.apiVersion() + " " + stated.kind(), why);
    };
  }
}
