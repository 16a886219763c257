package io.rolloutoperator.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * Sets the size of a ReplicaSet.
 *
 * @param name the ReplicaSet
 * @param replicas pods it shall have, ≥ 0
 * @param desiredReplicas {@code spec.replicas} of the Rollout that this follows, noted on the
 *     ReplicaSet
 * @param scaleDownDeadline RFC 3339 time noted on the ReplicaSet after which it may go to 0; null
 *     for none
 */
public record ScaleReplicaSet(
    String name, int replicas, int desiredReplicas, @Nullable String scaleDownDeadline)
    implements Action {

  @Override
  public String describe() {
    String deadline = scaleDownDeadline == null ? "" : " until " + scaleDownDeadline;
    return "scale ReplicaSet " + name + " to " + replicas + deadline;
  }
}
