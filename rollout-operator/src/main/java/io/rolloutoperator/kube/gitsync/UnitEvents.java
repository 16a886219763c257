package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.pass.DecisionLog;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Events of GitSyncs, each with the revision that it is about, if it is about one. Each is a line
 * of the log too.
 */
record UnitEvents(EventSink sink) {

  private static final Logger log = LoggerFactory.getLogger(UnitEvents.class);

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
    ObjectReference unit = reference(gitSync);
    ObjectKey key = StatusStore.GIT_SYNC.key(unit.namespace(), unit.name());
    DecisionLog.line(log, Level.INFO, key, reason, message);
    sink.emit(unit, type, reason, message, annotations);
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
