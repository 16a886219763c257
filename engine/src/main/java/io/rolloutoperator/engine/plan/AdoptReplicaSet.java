package io.rolloutoperator.engine.plan;

/**
 * Makes the Rollout the controller of a ReplicaSet that has none. Only a Rollout that is known to
 * live adopts: one that is being deleted would take the ReplicaSet along.
 *
 * @param name the ReplicaSet
 */
public record AdoptReplicaSet(String name) implements Action {

  @Override
  public String describe() {
    return "adopt ReplicaSet " + name;
  }
}
