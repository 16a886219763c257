package io.rolloutoperator.engine.plan;

/**
 * Makes the Rollout no longer the owner of a ReplicaSet, which stays as it is.
 *
 * @param name the ReplicaSet
 */
public record ReleaseReplicaSet(String name) implements Action {

  @Override
  public String describe() {
    return "release ReplicaSet " + name;
  }
}
