package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.status.StoredInventory;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.gitsync.status.SyncStatusProjection;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.objects.MergePatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the status of a GitSync during one pass: what changed, on the version that was read, and
 * nothing when nothing changed. What an older definition of the kind makes the API server drop is
 * sent once for each version of the object.
 */
final class StatusStore {

  /** Of the operator's own API. */
  static final ApiResource GIT_SYNC = Kinds.GIT_SYNC;

  private final ObjectApi api;
  private final UnitState state;
  private ObjectNode object;
  private GitSyncStatus status;

  /**
   * For one pass.
   *
   * @param api with the operator's own rights
   * @param object as it was read
   * @throws UnansweredException if its status cannot be read
   */
  StatusStore(ObjectApi api, UnitState state, ObjectNode object) {
    this.api = api;
    this.state = state;
    this.object = object;
    this.status =
        state
            .unwritten(object.path("status"))
            .map(UnwrittenStatus::status)
            .orElseGet(() -> StoredStatus.read(object));
  }

  /** The whole object as it is stored now. */
  ObjectNode object() {
    return object;
  }

  /** The status as it is stored now, with what is kept in mind. */
  GitSyncStatus status() {
    return status;
  }

  /** Whether more is known than stored. */
  boolean isBehind() {
    return dueAt().isPresent();
  }

  /** When what is kept in mind has to be written. */
  Optional<Instant> dueAt() {
    return state.unwritten(object.path("status")).map(UnwrittenStatus::due);
  }

  /**
   * Keeps in mind what the pass found out. It is written with what the next one finds out, and lost
   * with the process: whatever decides about objects has to be written.
   *
   * @param due when it has to be written
   */
  void keep(SyncOutcome outcome, Instant now, Instant due) {
    status = StoredStatus.decode(SyncStatusProjection.project(status, outcome, now));
    state.keep(new UnwrittenStatus(object.path("status"), status, due));
  }

  /** Writes what the pass found out, and what was kept in mind. */
  ActionOutcome write(SyncOutcome outcome, Instant now) {
    ObjectNode after = SyncStatusProjection.project(status, outcome, now);
    ObjectNode difference = MergePatch.between(tree(object.path("status")), after);
    if (difference.isEmpty() || state.wasDropped(object, difference)) {
      state.forgetUnwritten();
      return ActionOutcome.Done.NOTHING_LEFT;
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    JsonNode metadata = object.path("metadata");
    patch.putObject("metadata").put("resourceVersion", metadata.path("resourceVersion").asText());
    patch.set("status", difference);
    ApiAnswer answer =
        api.patch(
            GIT_SYNC,
            metadata.path("namespace").asText(),
            metadata.path("name").asText(),
            "status",
            patch);
    return switch (answer) {
      case ApiAnswer.Done(JsonNode written) when written instanceof ObjectNode tree -> {
        state.answered(object, difference, tree);
        took(tree);
        yield ActionOutcome.Done.NOTHING_LEFT;
      }
      case ApiAnswer.Conflict(String message) -> new ActionOutcome.Outdated(message);
      case ApiAnswer.NotFound(String message, boolean _) -> new ActionOutcome.Outdated(message);
      case ApiAnswer other -> throw UnansweredException.of("status", other);
    };
  }

  /** The part of the status that names what the unit has in the cluster. */
  InventoryRecord inventory(PassSubject subject) {
    return new InventoryRecord() {
      @Override
      public List<String> inUse() {
        return switch (new RecordedStatus(status).inventory()) {
          case StoredInventory.InStatus _ -> List.of();
          case StoredInventory.InConfigMaps(List<String> names) -> names;
        };
      }

      @Override
      public ActionOutcome write(StoredInventory stored, DesiredState state) {
        int history = subject.unit().policies().historyLimit();
        return StatusStore.this.write(
            SyncOutcome.of(subject.generation(), history).begun(state).inventory(stored).build(),
            subject.now());
      }
    };
  }

  private void took(ObjectNode written) {
    object = written;
    status = StoredStatus.read(written);
    state.wrote(written);
    state.forgetUnwritten();
  }

  private static ObjectNode tree(JsonNode node) {
    return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }
}
