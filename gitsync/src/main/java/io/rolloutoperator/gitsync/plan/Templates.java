package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.EphemeralMetadata;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.api.template.TemplateComparison;
import io.rolloutoperator.api.template.TemplateEquality;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the pod templates of a unit's Rollouts. A template that means the same as one
 * of the Rollout's ReplicaSets has the hash of that one, as for the controller.
 */
public final class Templates {

  private static final String HASH = "rollouts-pod-template-hash";

  private Templates() {}

  /** What is known of each Rollout of a commit. */
  public static Map<ObjectId, TemplateFacts> of(
      List<Manifest> manifests, List<ObjectNode> rollouts, List<ObjectNode> replicaSets) {
    Map<ObjectId, TemplateFacts> facts = new HashMap<>();
    for (Manifest manifest : manifests) {
      if (isRollout(manifest.object())) {
        JsonNode template = template(manifest, manifests);
        facts.put(manifest.id(), facts(manifest.id(), template, rollouts, replicaSets));
      }
    }
    return facts;
  }

  /** Whether an object is a Rollout. */
  public static boolean isRollout(JsonNode object) {
    return object.path("kind").asText().equals("Rollout")
        && object.path("apiVersion").asText().startsWith("argoproj.io/");
  }

  /** Its own template, or the one of the workload that it refers to, if Git has that. */
  public static JsonNode template(Manifest rollout, List<Manifest> manifests) {
    JsonNode workload = rollout.object().at("/spec/workloadRef");
    return workload.isObject()
        ? manifests.stream()
            .filter(one -> one.id().namespace().equals(rollout.id().namespace()))
            .filter(one -> one.id().kind().equals(workload.path("kind").asText()))
            .filter(one -> one.id().name().equals(workload.path("name").asText()))
            .map(one -> one.object().at("/spec/template"))
            .findFirst()
            .orElseGet(MissingNode::getInstance)
        : rollout.object().at("/spec/template");
  }

  private static TemplateFacts facts(
      ObjectId id, JsonNode template, List<ObjectNode> rollouts, List<ObjectNode> replicaSets) {
    Optional<ObjectNode> live =
        rollouts.stream().filter(one -> ObjectId.of(one).equals(id)).findFirst();
    if (live.isEmpty()) {
      return new TemplateFacts(hash(template, null, List.of()), "", false, Optional.empty());
    }
    ObjectNode rollout = live.get();
    String uid = rollout.at("/metadata/uid").asText();
    List<ObjectNode> owned = replicaSets.stream().filter(set -> ownedBy(set, uid)).toList();
    return new TemplateFacts(
        hash(template, collisions(rollout), owned),
        liveHash(rollout, owned),
        owned.stream().map(Templates::hash).anyMatch(stable(rollout)::equals),
        Optional.empty());
  }

  /** Never equal to a hash as long as there is no stable release. */
  private static String stable(ObjectNode rollout) {
    String stable = rollout.at("/status/stableRS").asText();
    return stable.isEmpty() ? "none" : stable;
  }

  /** A count of 0 makes another hash than none. */
  private static @Nullable Integer collisions(ObjectNode rollout) {
    JsonNode count = rollout.at("/status/collisionCount");
    return count.isInt() ? Integer.valueOf(count.asInt()) : null;
  }

  /** What the controller calls the template, once it has seen it. */
  private static String liveHash(ObjectNode rollout, List<ObjectNode> owned) {
    JsonNode status = rollout.path("status");
    boolean seen =
        status
            .path("observedGeneration")
            .asText()
            .equals(rollout.at("/metadata/generation").asText());
    String known = status.path("currentPodHash").asText();
    return seen && !known.isEmpty()
        ? known
        : hash(rollout.at("/spec/template"), collisions(rollout), owned);
  }

  private static String hash(
      JsonNode template, @Nullable Integer collisions, List<ObjectNode> owned) {
    if (!template.isObject()) {
      return "";
    }
    String computed = PodTemplateHash.of(template, collisions);
    return owned.stream().map(Templates::hash).anyMatch(computed::equals)
        ? computed
        : owned.stream()
            .filter(set -> isSame(set.at("/spec/template"), template))
            .map(Templates::hash)
            .findFirst()
            .orElse(computed);
  }

  private static String hash(ObjectNode replicaSet) {
    return replicaSet.at("/metadata/labels").path(HASH).asText();
  }

  private static boolean isSame(JsonNode stored, JsonNode wanted) {
    return TemplateEquality.compare(stored, wanted, EphemeralMetadata.NONE)
        instanceof TemplateComparison.Same;
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
