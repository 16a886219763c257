package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.ObjectTree;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.message.Origin;
import io.rolloutoperator.notify.message.SyncState;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A GitSync, without what makes it large. Its revision is the commit that was worked on last.
 *
 * @param gitSync what templates may show
 */
record GitSyncSighting(ObjectReference reference, JsonNode gitSync) implements Sighting {

  private static final List<String> LARGE =
      List.of("inventory", "problems", "yielded", "history", "promotions", "images");

  static Sighting of(JsonNode stored) {
    JsonNode gitSync = small(stored);
    JsonNode metadata = gitSync.path("metadata");
    return new GitSyncSighting(
        new ObjectReference(
            gitSync.path("apiVersion").asText(),
            gitSync.path("kind").asText(),
            metadata.path("namespace").asText(),
            metadata.path("name").asText(),
            metadata.path("uid").asText(),
            metadata.path("resourceVersion").asText()),
        gitSync);
  }

  /** It is kept as long as there is the object. */
  private static JsonNode small(JsonNode stored) {
    ObjectNode small = JsonNodeFactory.instance.objectNode();
    stored.properties().forEach(field -> small.set(field.getKey(), field.getValue()));
    if (stored.path("status") instanceof ObjectNode status) {
      small.set("status", without(status, LARGE));
    }
    if (stored.path("metadata") instanceof ObjectNode metadata) {
      small.set("metadata", without(metadata, List.of("managedFields")));
    }
    return small;
  }

  private static ObjectNode without(ObjectNode object, List<String> fields) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    object.properties().stream()
        .filter(field -> !fields.contains(field.getKey()))
        .forEach(field -> rest.set(field.getKey(), field.getValue()));
    return rest;
  }

  @Override
  public JsonNode tree() {
    return gitSync;
  }

  @Override
  public Map<String, String> annotations() {
    return ObjectTree.texts(gitSync.at("/metadata/annotations"));
  }

  @Override
  public RolloutIdentity identity() {
    return new RolloutIdentity(
        reference.namespace(),
        reference.uid(),
        state().origin().commit(),
        ObjectTree.texts(gitSync.at("/metadata/labels")),
        annotations());
  }

  /** All that people are told of it lasts. */
  @Override
  public List<Happening> happenings(Instant now) {
    return List.of();
  }

  @Override
  public Map<String, Value> variables(NotificationConfig config) {
    return Variables.of(gitSync, state(), config);
  }

  @Override
  public Sighting after(Sighting before) {
    return this;
  }

  @Override
  public Sighting from(Origins origins) {
    return this;
  }

  @Override
  public Moment moment() {
    return Moment.of(gitSync);
  }

  @Override
  public Sighting at(Moment then) {
    return new GitSyncSighting(reference, then.over(gitSync));
  }

  private SyncState state() {
    Origin worked = SyncState.of(gitSync, "").origin();
    return SyncState.of(gitSync, Origins.page(gitSync, worked.commit()));
  }
}
