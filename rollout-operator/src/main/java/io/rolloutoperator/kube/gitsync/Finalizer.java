package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.SyncPolicies.DeletionPolicy;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import java.time.Duration;

/**
 * Keeps a deleted GitSync until its objects are gone, if they are to go. One whose objects stay is
 * not kept.
 */
final class Finalizer {
  static final String NAME = "rollout-operator.io/gitsync";

  private final ObjectApi api;

  /** Works with the operator's own rights. */
  Finalizer(ObjectApi api) {
    this.api = api;
  }

  static boolean isDeleted(JsonNode object) {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  /** Whether a unit's objects go with it. */
  static boolean deletes(SyncPolicies policies) {
    return switch (policies.deletion()) {
      case DeletionPolicy.ORPHAN -> false;
      case DeletionPolicy.DELETE, DeletionPolicy.WAIT_FOR_TERMINATION -> true;
      case DeletionPolicy.MIRROR_PRUNE -> policies.prune().enabled();
    };
  }

  boolean isAsWanted(PassSubject subject) {
    return has(subject.object()) == deletes(subject.unit().policies());
  }

  /** Adds or removes it. */
  PassEnd write(PassSubject subject) {
    return patch(subject.object(), deletes(subject.unit().policies()));
  }

  /** Lets the object go. */
  PassEnd remove(ObjectNode object) {
    return has(object) ? patch(object, false) : new PassEnd.Settled(Duration.ofMinutes(10));
  }

  private PassEnd patch(ObjectNode object, boolean wanted) {
    JsonNode metadata = object.path("metadata");
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode changed = patch.putObject("metadata");
    changed.put("resourceVersion", metadata.path("resourceVersion").asText());
    ArrayNode finalizers = changed.putArray("finalizers");
    for (JsonNode other : metadata.path("finalizers")) {
      if (!other.asText().equals(NAME)) {
        finalizers.add(other);
      }
    }
    if (wanted) {
      finalizers.add(NAME);
    }
    ApiAnswer answer =
        api.patch(
            StatusStore.GIT_SYNC,
            metadata.path("namespace").asText(),
            metadata.path("name").asText(),
            "",
            patch);
    return switch (answer) {
      // The watch brings the changed object, and with it the next pass.
      case ApiAnswer.Done _, ApiAnswer.NotFound _ -> new PassEnd.Settled(Duration.ofSeconds(30));
      case ApiAnswer.Conflict(String message) -> new PassEnd.Repeat(message);
      case ApiAnswer other -> UnansweredException.of("finalizer", other).end();
    };
  }

  private static boolean has(JsonNode object) {
    for (JsonNode finalizer : object.at("/metadata/finalizers")) {
      if (finalizer.asText().equals(NAME)) {
        return true;
      }
    }
    return false;
  }
}
