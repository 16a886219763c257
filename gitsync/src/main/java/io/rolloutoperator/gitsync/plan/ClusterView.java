package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of the cluster. There is none if a single read failed, so that no doubt deletes.
 *
 * @param live the objects of the render and of the inventory that exist; one that is not in here
 *     was looked for and is absent
 * @param partial those of them of which only the metadata is known, because a watch shows them as
 *     they were applied; see {@link SyncPlanner.Planning#unread}
 * @param rollouts the Rollouts of the namespaces that the unit's objects are in
 * @param replicaSets the ReplicaSets those Rollouts own
 * @param scalers HorizontalPodAutoscalers and ScaledObjects of the same namespaces
 * @param templates by Rollout of the unit: what is known about its pod templates
 * @param notes on what the unit's account may not see, one line each
 */
public record ClusterView(
    Map<ObjectId, ObjectNode> live,
    Set<ObjectId> partial,
    List<ObjectNode> rollouts,
    List<ObjectNode> replicaSets,
    List<ObjectNode> scalers,
    Map<ObjectId, TemplateFacts> templates,
    List<String> notes) {

  /** Copies the collections. */
  public ClusterView {
    live = Map.copyOf(live);
    partial = Set.copyOf(partial);
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

  /** Whether what is known of an object, or its absence, can be compared with Git. */
  public boolean isComparable(ObjectId id) {
    return !partial.contains(id);
  }

  /**
   * The same after objects were read whole.
   *
   * @param asked for which objects
   * @param found those of them that exist
   */
  public ClusterView read(Set<ObjectId> asked, Map<ObjectId, ObjectNode> found) {
    Map<ObjectId, ObjectNode> present = new HashMap<>(live);
    present.keySet().removeAll(asked);
    present.putAll(found);
    Set<ObjectId> rest = new HashSet<>(partial);
    rest.removeAll(asked);
    return new ClusterView(present, rest, rollouts, replicaSets, scalers, templates, notes);
  }
}
