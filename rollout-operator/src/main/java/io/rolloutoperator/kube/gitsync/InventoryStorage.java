package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryShards;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.status.StoredInventory;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of what a unit has in the cluster: in the status of its GitSync, or, if it is long, in
 * ConfigMaps beside it. Those that the status names are never written: others are, and then the
 * status names these, so that a crash in between loses nothing.
 */
final class InventoryStorage {

  private static final ApiResource CONFIG_MAP = ApiResource.of("", "v1", "ConfigMap");

  /** What the unit has, as stored. */
  Inventory read(PassSubject subject, StoredInventory stored) {
    return switch (stored) {
      case StoredInventory.InStatus(Inventory inventory) -> inventory;
      case StoredInventory.InConfigMaps(List<String> names) -> {
        List<String> shards = new ArrayList<>();
        names.forEach(name -> shards.add(shard(subject, name)));
        yield InventoryShards.read(shards);
      }
    };
  }

  private static String shard(PassSubject subject, String name) {
    String namespace = subject.unit().id().namespace();
    return switch (subject.account().api().get(CONFIG_MAP, namespace, name)) {
      case ApiAnswer.Done(JsonNode map) -> map.path("data").path(InventoryShards.KEY).asText("[]");
      case ApiAnswer.Forbidden(String message) ->
          throw new ForbiddenException(subject.account().user() + " " + Answers.shortened(message));
      case ApiAnswer other -> throw UnansweredException.of("ConfigMap " + name, other);
    };
  }

  /** Where a pass writes it. */
  SyncPlanExecutor.InventoryStore of(PassSubject subject, StatusStore statuses) {
    return (inventory, revision) -> write(subject, statuses, inventory, revision);
  }

  private static ActionOutcome write(
      PassSubject subject, StatusStore statuses, Inventory inventory, Revision revision) {
    List<InventoryShards.Shard> shards =
        InventoryShards.of(subject.unit().id().name(), inventory, inUse(statuses));
    for (InventoryShards.Shard shard : shards) {
      ActionOutcome outcome = write(subject, shard);
      if (!(outcome instanceof ActionOutcome.Done)) {
        return outcome;
      }
    }
    StoredInventory stored =
        shards.isEmpty()
            ? new StoredInventory.InStatus(inventory)
            : new StoredInventory.InConfigMaps(
                shards.stream().map(InventoryShards.Shard::name).toList());
    SyncOutcome outcome =
        SyncOutcome.of(subject.generation(), subject.unit().policies().historyLimit())
            .attempted(revision)
            .inventory(stored)
            .build();
    return statuses.write(outcome, subject.now());
  }

  private static List<String> inUse(StatusStore statuses) {
    return switch (new RecordedStatus(statuses.status()).inventory()) {
      case StoredInventory.InStatus _ -> List.of();
      case StoredInventory.InConfigMaps(List<String> names) -> names;
    };
  }

  private static ActionOutcome write(PassSubject subject, InventoryShards.Shard shard) {
    String namespace = subject.unit().id().namespace();
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata");
    metadata.put("namespace", namespace).put("name", shard.name());
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", StatusStore.GIT_SYNC.apiVersion())
        .put("kind", StatusStore.GIT_SYNC.kind())
        .put("name", subject.unit().id().name())
        .put("uid", subject.object().at("/metadata/uid").asText());
    map.putObject("data").put(InventoryShards.KEY, shard.entries());
    ApiAnswer answer =
        subject
            .account()
            .api()
            .apply(CONFIG_MAP, namespace, shard.name(), map, SyncActionWriter.MANAGER);
    return switch (answer) {
      case ApiAnswer.Done _ -> ActionOutcome.Done.NOTHING_LEFT;
      case ApiAnswer.TryLater later ->
          throw UnansweredException.of("ConfigMap " + shard.name(), later);
      case ApiAnswer.Forbidden(String message) ->
          new ActionOutcome.Failed(
              SyncReason.FORBIDDEN, subject.account().user() + " " + Answers.shortened(message));
      case ApiAnswer other ->
          new ActionOutcome.Failed(
              SyncReason.APPLY_FAILED, "ConfigMap " + shard.name() + ": " + Answers.text(other));
    };
  }
}
