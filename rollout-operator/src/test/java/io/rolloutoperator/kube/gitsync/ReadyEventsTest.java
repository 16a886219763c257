package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyEventsTest {
  private static final String REVISION = "main@sha1:" + "1".repeat(40);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ReconciliationSucceeded: Applied | NORMAL ReconciliationSucceeded: Applied",
        "'' | BuildFailed: x.yaml | WARNING BuildFailed: x.yaml",
        "ReconciliationSucceeded: a | ReconciliationSucceeded: b | ''",
        "BuildFailed: x.yaml | BuildFailed: y.yaml | WARNING BuildFailed: y.yaml",
        "BuildFailed: x.yaml | BuildFailed: x.yaml | ''",
        "BuildFailed: x.yaml | ForbiddenX: x.yaml | WARNING ForbiddenX: x.yaml",
        "BuildFailed: x.yaml | DependencyNotReady: b | NORMAL DependencyNotReady: b",
        "BuildFailed: x.yaml | Progressing: waiting | ''",
        "Progressing: a | RolloutAborted: why | ''",
        "BuildFailed: x.yaml | '' | ''",
      })
  void tellsEachNewReasonAndMessageOnce(String before, String after, String told) {
    List<String> events = new ArrayList<>();
    new ReadyEvents(new UnitEvents(sink(events))).tell(gitSync(), status(before), status(after));
    assertThat(events)
        .isEqualTo(
            told.isEmpty()
                ? List.of()
                : List.of("shop/web " + told + " {rollout-operator.io/revision=" + REVISION + "}"));
  }

  private static EventSink sink(List<String> events) {
    return new EventSink() {
      @Override
      public void emit(ObjectReference about, EventType type, String reason, String message) {
        emit(about, type, reason, message, Map.of());
      }

      @Override
      public void emit(
          ObjectReference about,
          EventType type,
          String reason,
          String message,
          Map<String, String> annotations) {
        String subject = about.namespace() + "/" + about.name();
        events.add("%s %s %s: %s %s".formatted(subject, type, reason, message, annotations));
      }
    };
  }

  private static ObjectNode gitSync() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("namespace", "shop").put("name", "web");
    return object;
  }

  /** A status whose condition Ready has this reason and message; empty without one. */
  private static GitSyncStatus status(String ready) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ObjectNode status = object.putObject("status").put("lastAttemptedRevision", REVISION);
    if (!ready.isEmpty()) {
      int colon = ready.indexOf(": ");
      status
          .putArray("conditions")
          .addObject()
          .put("type", "Ready")
          .put("status", "False")
          .put("reason", ready.substring(0, colon))
          .put("message", ready.substring(colon + 2))
          .put("lastTransitionTime", "2026-01-01T00:00:00Z");
    }
    return StoredStatus.read(object);
  }
}
