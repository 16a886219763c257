package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.util.Map;

/** Events of GitSyncs, each with the revision that it is about, if it is about one. */
record UnitEvents(EventSink sink) {

  private static final String REVISION = "rollout-operator.io/revision";

  /**
   * Tells that something went as it should.
   *
   * @param revision {@code main@sha1:<40 hex>}, or empty
   */
  void normal(ObjectNode gitSync, String revision, String reason, String message) {
    emit(gitSync, EventType.NORMAL, revision, reason, message);
  }

  /**
   * Tells what a person should look at.
   *
   * @param revision {@code main@sha1:<40 hex>}, or empty
   */
  void warning(ObjectNode gitSync, String revision, String reason, String message) {
    emit(gitSync, EventType.WARNING, revision, reason, message);
  }

  private void emit(
      ObjectNode gitSync, EventType type, String revision, String reason, String message) {
    Map<String, String> annotations = revision.isEmpty() ? Map.of() : Map.of(REVISION, revision);
    sink.emit(reference(gitSync), type, reason, message, annotations);
  }

  private static ObjectReference reference(ObjectNode gitSync) {
    JsonNode metadata = gitSync.path("metadata");
    return new ObjectReference(
        StatusStore.GIT_SYNC.apiVersion(),
        StatusStore.GIT_SYNC.kind(),
        metadata.path("namespace").asText(),
        metadata.path("name").asText(),
        metadata.path("uid").asText(),
        metadata.path("resourceVersion").asText());
  }
}
