package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.notify.outbox.Milestone;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.OutboxText;
import io.rolloutoperator.notify.outbox.Threads;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps an outbox in annotations of its Rollout, so that the next process goes on with it. The
 * patch names the Rollout's UID: another one of the name does not get it.
 */
record OutboxStore(ObjectApi api) {

  /**
   * What is stored of a Rollout.
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
  ApiAnswer write(ObjectReference rollout, Stored before, Stored after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata").put("uid", rollout.uid());
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
    return api.patch(Kinds.ROLLOUT, rollout.namespace(), rollout.name(), "", patch);
  }

  private static void put(
      ObjectNode annotations, String key, Optional<String> before, Optional<String> after) {
    if (!Objects.equals(before, after)) {
      annotations.put(key, after.orElse(null));
    }
  }
}
