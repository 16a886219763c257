package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.ObjectTree;
import io.rolloutoperator.notify.outbox.Milestone;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.OutboxText;
import io.rolloutoperator.notify.outbox.Threads;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an outbox in annotations of its object, so that the next process goes on with it. The patch
 * names the object's UID and version: another one of the name does not get it, and a patch that
 * comes late, from a process that no longer leads, changes nothing.
 */
record OutboxStore(ObjectApi api) {

  /** Whose the other annotations are, by its UID: a copy of an object has them too. */
  static final String OF = "rollout-operator.io/notifications-of";

  private static final int MOST_ATTEMPTS = 5;

  /**
   * What is stored of an object.
   *
   * @param milestone how far it was at the last write; empty before the first
   * @param isCopied whether all that is there is another object's; then nothing is stored of this
   */
  record Stored(Outbox outbox, Optional<Milestone> milestone, boolean isCopied) {
    /** Reads what is stored of an object; Argo Rollouts does not say whose it is. */
    static Stored read(Sighting seen) {
      return read(seen.annotations(), seen.reference().uid());
    }

    static Stored read(Map<String, String> annotations, String uid) {
      if (!annotations.getOrDefault(OF, uid).equals(uid)) {
        return new Stored(Outbox.EMPTY, Optional.empty(), true);
      }
      return new Stored(
          new Outbox(
              OutboxText.parse(annotations.getOrDefault(OutboxText.ANNOTATION, "[]")).stream()
                  .filter(entry -> entry.uid().equals(uid))
                  .toList(),
              NotifiedState.parse(annotations.getOrDefault(NotifiedState.ANNOTATION, "{}")),
              Threads.parse(annotations.getOrDefault(Threads.ANNOTATION, "[]"))),
          Milestone.parse(annotations.getOrDefault(Milestone.ANNOTATION, "")),
          false);
    }

    /** The same after somebody wrote annotations of another object over it. */
    Stored overwritten() {
      return new Stored(outbox, milestone, true);
    }

    /** The same after a change of what is not written. */
    Stored with(Outbox changed) {
      return new Stored(changed, milestone, isCopied);
    }

    /**
     * Whether both are written in the same words, but for the milestone, which goes with others.
     */
    boolean isWrittenAs(Stored other) {
      return annotations().equals(other.annotations());
    }

    /** Empty for an annotation that there should not be. */
    private Map<String, Optional<String>> annotations() {
      return Map.of(
          OutboxText.ANNOTATION, OutboxText.of(outbox.pending()),
          NotifiedState.ANNOTATION, outbox.state().text(),
          Threads.ANNOTATION, outbox.threads().text());
    }
  }

  /** Whether anything could be stored now; what cannot be must not be sent. */
  boolean mayStore() {
    return api.mayWrite();
  }

  /**
   * Writes what differs; nothing if nothing does but the milestone. Whatever else changes of the
   * object meanwhile does not matter, but another outbox is not written over.
   *
   * @param version that the object has, as far as it is known
   */
  Keeping write(ObjectReference object, String version, Stored before, Stored after) {
    ObjectNode annotations = difference(object, before, after);
    if (annotations.isEmpty()) {
      return new Keeping.Kept(version);
    }
    String on = version;
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      ApiAnswer answer = patch(object, on, annotations);
      switch (answer) {
        case ApiAnswer.Done done -> {
          return new Keeping.Kept(done.resourceVersion());
        }
        case ApiAnswer.NotFound _ -> {
          return new Keeping.Gone();
        }
        case ApiAnswer.Conflict _, ApiAnswer.Unknown _ -> {
          Keeping now = look(object, before, after);
          if (!(now instanceof Keeping.Kept(String next))) {
            return now;
          }
          on = next;
        }
        default -> {
          return new Keeping.Failed(answer.toString());
        }
      }
    }
    return new Keeping.Failed("the object changes all the time");
  }

  /** What is stored now; kept if it is what was before, or what a lost answer was about. */
  private Keeping look(ObjectReference object, Stored before, Stored after) {
    ApiAnswer answer = api.get(kind(object), object.namespace(), object.name());
    return switch (answer) {
      case ApiAnswer.Done(JsonNode live) -> {
        JsonNode metadata = live.path("metadata");
        if (!metadata.path("uid").asText().equals(object.uid())) {
          yield new Keeping.Gone();
        }
        String version = metadata.path("resourceVersion").asText();
        Stored now = Stored.read(ObjectTree.texts(metadata.path("annotations")), object.uid());
        if (now.isCopied && !before.isCopied) {
          yield new Keeping.Overtaken(before.overwritten(), version);
        }
        boolean isOurs = now.isWrittenAs(before) || now.isWrittenAs(after);
        yield isOurs ? new Keeping.Kept(version) : new Keeping.Overtaken(now, version);
      }
      case ApiAnswer.NotFound _ -> new Keeping.Gone();
      default -> new Keeping.Failed(answer.toString());
    };
  }

  private ApiAnswer patch(ObjectReference object, String version, ObjectNode annotations) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata").put("uid", object.uid());
    metadata.put("resourceVersion", version).set("annotations", annotations);
    return api.patch(kind(object), object.namespace(), object.name(), "", patch);
  }

  private static ObjectNode difference(ObjectReference object, Stored before, Stored after) {
    ObjectNode annotations = JsonNodeFactory.instance.objectNode();
    if (after.isWrittenAs(before)) {
      return annotations;
    }
    Map<String, Optional<String>> was = before.annotations();
    after
        .annotations()
        .forEach(
            (key, value) -> {
              if (before.isCopied || !value.equals(was.get(key))) {
                annotations.put(key, value.orElse(null));
              }
            });
    if (before.isCopied || !after.milestone.equals(before.milestone)) {
      annotations.put(Milestone.ANNOTATION, after.milestone.map(Milestone::text).orElse(null));
    }
    return annotations.put(OF, object.uid());
  }

  private static ApiResource kind(ObjectReference object) {
    String apiVersion = object.apiVersion();
    int slash = apiVersion.indexOf('/');
    return ApiResource.of(
        apiVersion.substring(0, Math.max(slash, 0)),
        apiVersion.substring(slash + 1),
        object.kind());
  }
}
