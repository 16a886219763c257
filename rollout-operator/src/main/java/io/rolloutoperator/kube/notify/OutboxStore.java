package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.OutboxText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps an outbox in two annotations of its object, so that the next process goes on with it. The
 * patch names the object's UID: another one of the name does not get it.
 */
record OutboxStore(ObjectApi api) {

  static Outbox read(Map<String, String> annotations) {
    return new Outbox(
        OutboxText.parse(annotations.getOrDefault(OutboxText.ANNOTATION, "[]")),
        NotifiedState.parse(annotations.getOrDefault(NotifiedState.ANNOTATION, "{}")));
  }

  /** Writes what differs; nothing if nothing does. */
  ApiAnswer write(ObjectReference object, Outbox before, Outbox after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata").put("uid", object.uid());
    ObjectNode annotations = metadata.putObject("annotations");
    put(
        annotations,
        OutboxText.ANNOTATION,
        OutboxText.of(before.pending()),
        OutboxText.of(after.pending()));
    put(annotations, NotifiedState.ANNOTATION, before.state().text(), after.state().text());
    return annotations.isEmpty()
        ? new ApiAnswer.Done(patch)
        : api.patch(kind(object), object.namespace(), object.name(), "", patch);
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
