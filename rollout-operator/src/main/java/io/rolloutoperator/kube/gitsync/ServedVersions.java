package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.Discovery;
import java.util.List;

/**
 * Under which versions the objects of a list can be reached. An object outlives the version that it
 * was applied in: once its group serves the kind only in others, it is there under those, and would
 * be nobody's if it were looked for under the former one.
 */
final class ServedVersions {

  private ServedVersions() {}

  /**
   * The list with a version for each object that the API server serves. What is served in none
   * keeps the one it has.
   *
   * @throws UnansweredException if the API server could not say
   */
  static Inventory of(Inventory stored, PassKinds kinds) {
    return Inventory.of(
        stored.entries().stream()
            .map(entry -> new InventoryEntry(entry.id(), version(entry, kinds)))
            .toList());
  }

  private static String version(InventoryEntry entry, PassKinds kinds) {
    return switch (kinds.find(entry.apiVersion(), entry.id().kind())) {
      case Discovery.Answer.Served _ -> entry.version();
      case Discovery.Answer.NotServed(List<String> others) ->
          others.isEmpty() ? entry.version() : others.getFirst();
      case Discovery.Answer.Unreadable(ApiAnswer why) ->
          throw UnansweredException.of(entry.apiVersion() + " " + entry.id().kind(), why);
    };
  }
}
