package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.TemplateFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about the pod templates of a unit's Rollouts. A Rollout stores its template as it
 * was applied, so equal texts have equal hashes.
 */
final class Templates {

  private Templates() {}

  static Map<ObjectId, TemplateFacts> of(
      List<Manifest> manifests, List<ObjectNode> rollouts, List<ObjectNode> replicaSets) {
    Map<ObjectId, TemplateFacts> facts = new HashMap<>();
    for (Manifest manifest : manifests) {
      if (isRollout(manifest.object())) {
        facts.put(manifest.id(), facts(manifest, rollouts, replicaSets));
      }
    }
    return facts;
  }

  /** Whether an object is a Rollout. */
  static boolean isRollout(JsonNode object) {
    return object.path("kind").asText().equals("Rollout")
        && object.path("apiVersion").asText().startsWith("argoproj.io/");
  }

  private static TemplateFacts facts(
      Manifest manifest, List<ObjectNode> rollouts, List<ObjectNode> replicaSets) {
    Optional<ObjectNode> live =
        rollouts.stream().filter(one -> ObjectId.of(one).equals(manifest.id())).findFirst();
    int collisions = live.map(one -> one.at("/status/collisionCount").asInt()).orElse(0);
    return new TemplateFacts(
        hash(manifest.object(), collisions),
        live.map(one -> liveHash(one, collisions)).orElse(""),
        live.map(one -> hasStable(one, replicaSets)).orElse(false),
        Optional.empty());
  }

  /** What the controller calls the template, once it has seen it. */
  private static String liveHash(ObjectNode rollout, int collisions) {
    JsonNode status = rollout.path("status");
    boolean seen =
        status
            .path("observedGeneration")
            .asText()
            .equals(rollout.at("/metadata/generation").asText());
    String known = status.path("currentPodHash").asText();
    return seen && !known.isEmpty() ? known : hash(rollout, collisions);
  }

  private static String hash(ObjectNode rollout, int collisions) {
    JsonNode template = rollout.at("/spec/template");
    return template.isObject()
        ? Objects.requireNonNull(PodTemplateHash.of(template, collisions))
        : "";
  }

  private static boolean hasStable(ObjectNode rollout, List<ObjectNode> replicaSets) {
    String stable = rollout.at("/status/stableRS").asText();
    String uid = rollout.at("/metadata/uid").asText();
    return !stable.isEmpty()
        && replicaSets.stream()
            .filter(
                one ->
                    one.at("/metadata/labels/rollouts-pod-template-hash").asText().equals(stable))
            .anyMatch(one -> ownedBy(one, uid));
  }

  private static boolean ownedBy(ObjectNode object, String uid) {
    for (JsonNode owner : object.at("/metadata/ownerReferences")) {
      if (owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }
}
