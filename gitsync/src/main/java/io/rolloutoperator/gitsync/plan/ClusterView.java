package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of the cluster. There is none if a single read failed, so that no doubt deletes.
 *
 * @param live the objects of the render and of the inventory that exist, whole, with managedFields;
 *     one that is not in here was looked for and is absent
 * @param rollouts the Rollouts of the namespaces that the unit's objects are in
 * @param replicaSets the ReplicaSets those Rollouts own
 * @param scalers HorizontalPodAutoscalers and ScaledObjects of the same namespaces
 * @param templates by Rollout of the unit: what is known about its pod templates
 * @param notes on what the unit's account may not see, one line each
 */
public record ClusterView(
    Map<ObjectId, ObjectNode> live,
    List<ObjectNode> rollouts,
    List<ObjectNode> replicaSets,
    List<ObjectNode> scalers,
    Map<ObjectId, TemplateFacts> templates,
    List<String> notes) {

  /** Copies the collections. */
  public ClusterView {
    live = Map.copyOf(live);
    rollouts = List.copyOf(rollouts);
    replicaSets = List.copyOf(replicaSets);
    scalers = List.copyOf(scalers);
    templates = Map.copyOf(templates);
    notes = List.copyOf(notes);
  }

  /** The live object, if there is one. */
  public Optional<ObjectNode> find(ObjectId id) {
    return Optional.ofNullable(live.get(id));
  }
}
