package io.rolloutoperator.engine.plan;

import java.util.Map;

/**
 * Brings annotations and {@code minReadySeconds} of the current revision's ReplicaSet up to date.
 *
 * @param name the ReplicaSet
 * @param annotations annotations it shall have among its others
 * @param minReadySeconds seconds, ≥ 0
 */
public record UpdateReplicaSet(String name, Map<String, String> annotations, int minReadySeconds)
    implements Action {

  public UpdateReplicaSet {
    annotations = Map.copyOf(annotations);
  }

  @Override
  public String describe() {
    return "update ReplicaSet " + name + " " + new java.util.TreeMap<>(annotations);
  }
}
