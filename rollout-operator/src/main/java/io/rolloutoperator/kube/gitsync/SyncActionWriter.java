package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryShards;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.status.StoredInventory;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import java.util.List;
import java.util.Optional;

/** Carries out the actions of a unit's plans, as the unit's account. */
final class SyncActionWriter {

  /** Whose the applied fields are. */
  static final String MANAGER = "rollout-operator-gitsync";

  /** Name under which an object is tried before the one it replaces is deleted. */
  private static final String TRIAL_SUFFIX = "-sync-trial";

  /** The longest name that every kind takes. */
  private static final int LONGEST_TRIAL = 63;

  /** Set by tests only, to whom thousands of objects are too many. */
  private static final int INVENTORY_LIMIT =
      Integer.getInteger("rollout-operator.gitsync.inventory-limit", InventoryShards.LIMIT);

  private static final ApiResource NAMESPACE = ApiResource.of("", "v1", "Namespace");

  private final PassSubject subject;
  private final Account account;
  private final InventoryRecord record;

  /** For one pass. */
  SyncActionWriter(PassSubject subject, InventoryRecord record) {
    this.subject = subject;
    this.account = subject.account();
    this.record = record;
  }

  /**
   * Writes.
   *
   * @throws UnansweredException if the API server asks for patience: nothing more is to be tried
   */
  ActionOutcome write(SyncAction action) {
    return switch (action) {
      case SyncAction.WriteInventory(Inventory inventory, DesiredState state) ->
          writeInventory(inventory, state);
      case SyncAction.CreateNamespace(ObjectNode namespace) -> createNamespace(namespace);
      case SyncAction.Adopt(ObjectId id, String apiVersion, JsonNode patch) ->
          on(apiVersion, id, resource -> adopt(resource, id, patch));
      case SyncAction.Apply(Manifest desired, Optional<String> version, String _) ->
          on(apiVersion(desired), desired.id(), resource -> apply(resource, desired, version));
      case SyncAction.Recreate(Manifest desired, String uid, String _) ->
          on(apiVersion(desired), desired.id(), resource -> recreate(resource, desired, uid));
      case SyncAction.Delete delete ->
          on(
              delete.entry().apiVersion(),
              delete.entry().id(),
              resource ->
                  delete(resource, delete.entry().id(), delete.uid(), delete.resourceVersion()));
    };
  }

  /** ConfigMaps are there before the record names them: a crash in between loses nothing. */
  private ActionOutcome writeInventory(Inventory inventory, DesiredState state) {
    List<InventoryShards.Shard> shards =
        InventoryShards.of(subject.unit().id().name(), inventory, record.inUse(), INVENTORY_LIMIT);
    for (InventoryShards.Shard shard : shards) {
      ActionOutcome outcome = write(shard);
      if (!(outcome instanceof ActionOutcome.Done)) {
        return outcome;
      }
    }
    return record.write(
        shards.isEmpty()
            ? new StoredInventory.InStatus(inventory)
            : new StoredInventory.InConfigMaps(
                shards.stream().map(InventoryShards.Shard::name).toList()),
        state);
  }

  private ActionOutcome write(InventoryShards.Shard shard) {
    UnitId unit = subject.unit().id();
    ObjectNode map = shard.configMap(unit, subject.object().at("/metadata/uid").asText());
    ObjectId id = ObjectId.of(map);
    return switch (account.api().get(Kinds.CONFIG_MAP, id.namespace(), id.name())) {
      case ApiAnswer.NotFound _ -> store(id, map);
      case ApiAnswer.Done(JsonNode live) when InventoryShards.isShardOf(unit, live) ->
          store(id, Versioned.with(map, Optional.of(version(live))));
      case ApiAnswer.Done _ ->
          new ActionOutcome.Failed(
              SyncReason.CONFLICTING_OWNER,
              "%s is not of %s %s/%s".formatted(id, unit.kind(), unit.namespace(), unit.name()));
      case ApiAnswer other -> failed(id, other);
    };
  }

  private ActionOutcome store(ObjectId id, ObjectNode map) {
    return switch (account.api().apply(Kinds.CONFIG_MAP, id.namespace(), id.name(), map, MANAGER)) {
      case ApiAnswer.Done _ -> ActionOutcome.Done.NOTHING_LEFT;
      case ApiAnswer.Conflict(String message) -> new ActionOutcome.Outdated(id + ": " + message);
      case ApiAnswer other -> failed(id, other);
    };
  }

  private interface Request {
    ActionOutcome on(ApiResource resource);
  }

  private ActionOutcome on(String apiVersion, ObjectId id, Request request) {
    return switch (account.kinds().find(apiVersion, id.kind())) {
      case Discovery.Answer.Served(ApiResource resource, boolean _) -> request.on(resource);
      case Discovery.Answer.NotServed _ ->
          new ActionOutcome.Failed(
              SyncReason.APPLY_FAILED,
              "no matches for kind \"%s\" in version \"%s\"".formatted(id.kind(), apiVersion));
      case Discovery.Answer.Unreadable(ApiAnswer why) ->
          new ActionOutcome.Failed(SyncReason.APPLY_FAILED, id + ": " + Answers.text(why));
    };
  }

  private ActionOutcome createNamespace(ObjectNode namespace) {
    Manifest manifest = new Manifest(namespace, new Origin("createNamespace", 1));
    return switch (account.api().create(NAMESPACE, "", namespace)) {
      case ApiAnswer.Done done -> done(done);
      case ApiAnswer.AlreadyExists _ -> ActionOutcome.Done.NOTHING_LEFT;
      case ApiAnswer other -> failed(manifest, other);
    };
  }

  private ActionOutcome adopt(ApiResource resource, ObjectId id, JsonNode patch) {
    return switch (account.api().jsonPatch(resource, id.namespace(), id.name(), patch)) {
      case ApiAnswer.Done done -> done(done);
      // The patch begins with a test of the version; the server calls its failure invalid.
      case ApiAnswer.Conflict(String message) -> new ActionOutcome.Outdated(id + ": " + message);
      case ApiAnswer.Rejected(String message) -> new ActionOutcome.Outdated(id + ": " + message);
      case ApiAnswer.NotFound missing when !missing.served() -> unserved(resource, id);
      case ApiAnswer.NotFound(String message, boolean _) ->
          new ActionOutcome.Outdated(id + ": " + message);
      case ApiAnswer other -> failed(id, other);
    };
  }

  private ActionOutcome apply(ApiResource resource, Manifest desired, Optional<String> version) {
    ObjectId id = desired.id();
    ObjectNode object = Versioned.with(desired.object(), version);
    return switch (account.api().apply(resource, id.namespace(), id.name(), object, MANAGER)) {
      case ApiAnswer.Done done -> done(done);
      case ApiAnswer.Conflict(String message) -> new ActionOutcome.Outdated(id + ": " + message);
      case ApiAnswer.NotFound missing when !missing.served() -> unserved(resource, id);
      case ApiAnswer other -> failed(desired, other);
    };
  }

  /** It was there when the plan was made: the next one finds out which versions there are now. */
  private ActionOutcome unserved(ApiResource resource, ObjectId id) {
    account.forget(resource.apiVersion());
    return new ActionOutcome.Outdated(id + ": its kind is no longer served in that version");
  }

  private ActionOutcome recreate(ApiResource resource, Manifest desired, String uid) {
    ObjectApi api = account.api();
    ObjectId id = desired.id();
    ObjectNode trial = desired.object().deepCopy();
    String name = trialName(id.name());
    trial.withObject("/metadata").put("name", name);
    ApiAnswer tried = api.tryApply(resource, id.namespace(), name, trial, MANAGER);
    if (tried instanceof ApiAnswer.NotFound missing && !missing.served()) {
      return unserved(resource, id);
    }
    if (!(tried instanceof ApiAnswer.Done)) {
      return failed(desired, tried);
    }
    return switch (api.get(resource, id.namespace(), id.name())) {
      case ApiAnswer.Done(JsonNode live) when live.at("/metadata/uid").asText().equals(uid) ->
          switch (delete(resource, id, uid, version(live))) {
            case ActionOutcome.Done _ -> apply(resource, desired, Optional.empty());
            case ActionOutcome other -> other;
          };
      case ApiAnswer.NotFound _ -> apply(resource, desired, Optional.empty());
      case ApiAnswer.Done _ -> new ActionOutcome.Outdated(id + " was made anew");
      case ApiAnswer other -> failed(desired, other);
    };
  }

  /** Cut where the suffix would make a name too long, or the trial would fail for that alone. */
  private static String trialName(String name) {
    int end = Math.min(name.length(), LONGEST_TRIAL - TRIAL_SUFFIX.length());
    return name.substring(0, end).replaceFirst("[^a-z0-9]+$", "") + TRIAL_SUFFIX;
  }

  private ActionOutcome delete(
      ApiResource resource, ObjectId id, String uid, String resourceVersion) {
    ApiAnswer answer =
        account
            .api()
            .delete(
                resource,
                id.namespace(),
                id.name(),
                uid,
                resourceVersion,
                ObjectApi.Propagation.BACKGROUND);
    return switch (answer) {
      case ApiAnswer.NotFound missing when !missing.served() -> unserved(resource, id);
      case ApiAnswer.Done _, ApiAnswer.NotFound _ -> ActionOutcome.Done.NOTHING_LEFT;
      case ApiAnswer.Conflict(String message) -> new ActionOutcome.Outdated(id + ": " + message);
      case ApiAnswer other -> failed(id, other);
    };
  }

  private ActionOutcome failed(ObjectId id, ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.TryLater later -> throw UnansweredException.of(id.toString(), later);
      case ApiAnswer.Forbidden(String message) ->
          new ActionOutcome.Failed(
              SyncReason.FORBIDDEN, account.user() + " " + Answers.shortened(message));
      case ApiAnswer other ->
          new ActionOutcome.Failed(SyncReason.APPLY_FAILED, id + ": " + Answers.text(other));
    };
  }

  private ActionOutcome failed(Manifest manifest, ApiAnswer answer) {
    if (answer instanceof ApiAnswer.TryLater later) {
      throw UnansweredException.of(Answers.place(manifest), later);
    }
    Answers.Told told = Answers.told(account, manifest, answer);
    return new ActionOutcome.Failed(told.reason(), told.message());
  }

  private static ActionOutcome done(ApiAnswer.Done done) {
    return new ActionOutcome.Done(
        done.object() instanceof ObjectNode tree ? Optional.of(tree) : Optional.empty());
  }

  private static String version(JsonNode live) {
    return live.at("/metadata/resourceVersion").asText();
  }

  private static String apiVersion(Manifest manifest) {
    return manifest.object().path("apiVersion").asText();
  }
}
