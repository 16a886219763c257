package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.template.TemplateComparison;
import io.rolloutoperator.api.template.TemplateEquality;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import java.time.Duration;

/**
 * Tells an object of ours, made by a request whose answer was lost, from another one of the same
 * name.
 */
final class OwnObjects {

  /** Its own event starts the pass that adopts it, long before. */
  private static final Duration UNTIL_CACHED = Duration.ofSeconds(1);

  private final ObjectApi api;

  OwnObjects(ObjectApi api) {
    this.api = api;
  }

  /** Looks at the object that has the name that was to be taken. */
  ActionOutcome judge(Reading reading, ApiResource kind, String name, JsonNode wanted) {
    return switch (api.get(kind, reading.key().namespace(), name)) {
      case ApiAnswer.Done(JsonNode there) -> judge(reading, kind, there, wanted);
      case ApiAnswer failed -> new ActionOutcome.Failed(failed);
    };
  }

  private static ActionOutcome judge(
      Reading reading, ApiResource kind, JsonNode there, JsonNode wanted) {
    if (ours(reading, kind, there, wanted)) {
      return new ActionOutcome.Done();
    }
    return kind.equals(Kinds.REPLICA_SET) && adoptable(there, wanted)
        ? new ActionOutcome.Failed(new ApiAnswer.TryLater(UNTIL_CACHED))
        : new ActionOutcome.NameTaken();
  }

  /** One that the caches do not show yet: once they do, it is adopted instead. */
  private static boolean adoptable(JsonNode there, JsonNode wanted) {
    JsonNode metadata = there.path("metadata");
    return !hasController(there)
        && !metadata.has("deletionTimestamp")
        && metadata.path("labels").equals(wanted.path("metadata").path("labels"))
        && sameTemplate(there, wanted);
  }

  private static boolean ours(Reading reading, ApiResource kind, JsonNode there, JsonNode wanted) {
    return controlledBy(there, reading.snapshot().rollout().uid())
        && (!kind.equals(Kinds.REPLICA_SET) || sameTemplate(there, wanted));
  }

  private static boolean sameTemplate(JsonNode there, JsonNode wanted) {
    return TemplateEquality.compare(template(there), template(wanted), RoleMetadata.of(there))
        instanceof TemplateComparison.Same;
  }

  private static boolean hasController(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  private static boolean controlledBy(JsonNode object, String uid) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean() && owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode template(JsonNode replicaSet) {
    return replicaSet.path("spec").path("template");
  }
}
