package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What is known about the pod templates of one Rollout. The hashes come from whoever can match
 * templates with ReplicaSets: two texts may mean the same template.
 *
 * @param desiredHash of the template that Git wants now (the Rollout's own, or its workload's); the
 *     hash of the ReplicaSet with an equal template if there is one; empty if unknown
 * @param liveHash of the template in the live object; empty without one
 * @param stableReplicaSet whether the ReplicaSet that {@code status.stableRS} names exists
 * @param healthyTemplate the pod template of the same Rollout at {@code lastHealthyRevision},
 *     rendered; absent if that cannot be had
 */
public record TemplateFacts(
    String desiredHash,
    String liveHash,
    boolean stableReplicaSet,
    Optional<ObjectNode> healthyTemplate) {

  /** Nothing is known. */
  public static final TemplateFacts NONE = new TemplateFacts("", "", false, Optional.empty());
}
