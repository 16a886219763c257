package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.notify.outbox.Milestone;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.OutboxText;
import io.rolloutoperator.notify.outbox.Threads;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps an outbox in annotations of its object, so that the next process goes on with it. The patch
 * names the object's UID: another one of the name does not get it.
 */
record OutboxStore(ObjectApi api) {

  /**
   * What is stored of an object.
   *
   * @param milestone how far it was at the last write; empty before the first
   */
  record Stored(Outbox outbox, Optional<Milestone> milestone) {
    static Stored read(Map<String, String> annotations) {
      return new Stored(
          new Outbox(
              OutboxText.parse(annotations.getOrDefault(OutboxText.ANNOTATION, "[]")),
              NotifiedState.parse(annotations.getOrDefault(NotifiedState.ANNOTATION, "{}")),
              Threads.parse(annotations.getOrDefault(Threads.ANNOTATION, "[]"))),
          Milestone.parse(annotations.getOrDefault(Milestone.ANNOTATION, "")));
    }
  }

  /** Writes what differs; nothing if nothing does but the milestone. */
  ApiAnswer write(ObjectReference object, Stored before, Stored after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata").put("uid", object.uid());
    ObjectNode annotations = metadata.putObject("annotations");
    Outbox was = before.outbox;
    Outbox is = after.outbox;
    put(
        annotations,
        OutboxText.ANNOTATION,
        OutboxText.of(was.pending()),
        OutboxText.of(is.pending()));
    put(annotations, NotifiedState.ANNOTATION, was.state().text(), is.state().text());
    put(annotations, Threads.ANNOTATION, was.threads().text(), is.threads().text());
    if (annotations.isEmpty()) {
      return new ApiAnswer.Done(patch);
    }
    put(
        annotations,
        Milestone.ANNOTATION,
        before.milestone.map(Milestone::text),
        after.milestone.map(Milestone::text));
    return api.patch(kind(object), object.namespace(), object.name(), "", patch);
  }

  private static ApiResource kind(ObjectReference object) {
    String apiVersion = object.apiVersion();
    int slash = apiVersion.indexOf('/');
    return ApiResource.of(
        apiVersion.substring(0, Math.max(slash, 0)),
        apiVersion.substring(slash + 1),
        object.kind());
  }

  private static void put(
      ObjectNode annotations, String key, Optional<String> before, Optional<String> after) {
    if (!Objects.equals(before, after)) {
      annotations.put(key, after.orElse(null));
    }
  }
}
