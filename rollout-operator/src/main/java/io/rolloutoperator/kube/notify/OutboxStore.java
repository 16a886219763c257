package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.OutboxText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps an outbox in two annotations of its Rollout, so that the next process goes on with it. The
 * patch names the Rollout's UID: another one of the name does not get it.
 */
record OutboxStore(ObjectApi api) {

  static Outbox read(Map<String, String> annotations) {
    return new Outbox(
        OutboxText.parse(annotations.getOrDefault(OutboxText.ANNOTATION, "[]")),
        NotifiedState.parse(annotations.getOrDefault(NotifiedState.ANNOTATION, "{}")));
  }

  /** Writes what differs; nothing if nothing does. */
  ApiAnswer write(ObjectReference rollout, Outbox before, Outbox after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata").put("uid", rollout.uid());
    ObjectNode annotations = metadata.putObject("annotations");
    put(
        annotations,
        OutboxText.ANNOTATION,
        OutboxText.of(before.pending()),
        OutboxText.of(after.pending()));
    put(annotations, NotifiedState.ANNOTATION, before.state().text(), after.state().text());
    return annotations.isEmpty()
        ? new ApiAnswer.Done(patch)
        : api.patch(Kinds.ROLLOUT, rollout.namespace(), rollout.name(), "", patch);
  }

  private static void put(
      ObjectNode annotations, String key, Optional<String> before, Optional<String> after) {
    if (!Objects.equals(before, after)) {
      annotations.put(key, after.orElse(null));
    }
  }
}
