package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayList;
import java.util.List;

/** Puts a stable revision with other pods into a world that has none, for a plan of an update. */
public final class StableRevision {

  private static final String HASH = "rollouts-pod-template-hash";
  private static final String STABLE = "stable";
  private static final String UID = "planned";

  private StableRevision() {}

  /**
   * The same beginning after an earlier version was deployed.
   *
   * @param pods of that version, all available
   */
  public static Beginning before(Beginning first, int pods) {
    ObjectNode rollout = first.rollout().deepCopy();
    rollout.withObject("/metadata").put("uid", UID).put("generation", 2);
    rollout.withObject("/metadata/annotations").put("rollout.argoproj.io/revision", "1");
    ObjectNode status = rollout.putObject("status");
    status.put("observedGeneration", "1").put("phase", "Healthy");
    status.put("stableRS", STABLE).put("currentPodHash", STABLE);
    status.put("replicas", pods).put("updatedReplicas", pods);
    status.put("readyReplicas", pods).put("availableReplicas", pods);
    status.put("currentStepIndex", At.node(rollout, "spec", "strategy", "canary", "steps").size());
    List<JsonNode> objects = new ArrayList<>(first.objects());
    objects.add(replicaSet(rollout, pods));
    return new Beginning(first.now(), rollout, objects, first.knowledge());
  }

  private static ObjectNode replicaSet(ObjectNode rollout, int pods) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    ObjectNode metadata = set.putObject("metadata");
    metadata.put("name", At.name(rollout) + "-" + STABLE);
    metadata.put("creationTimestamp", "2000-01-01T00:00:00Z");
    JsonNode labels = At.node(rollout, "spec", "template", "metadata", "labels");
    metadata.set("labels", labels.isObject() ? labels.deepCopy() : labels);
    metadata.withObject("/labels").put(HASH, STABLE);
    metadata
        .putObject("annotations")
        .put("rollout.argoproj.io/revision", "1")
        .put("rollout.argoproj.io/desired-replicas", Integer.toString(pods));
    ObjectNode spec = set.putObject("spec");
    spec.put("replicas", pods);
    ObjectNode template =
        At.node(rollout, "spec", "template") instanceof ObjectNode known
            ? known.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    template.withObject("/metadata/annotations").put("version", "before");
    spec.set("template", template);
    set.putObject("status")
        .put("replicas", pods)
        .put("readyReplicas", pods)
        .put("availableReplicas", pods);
    return set;
  }
}
