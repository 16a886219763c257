package io.rolloutoperator.engine.plan;

/**
 * Asks for a pod to be evicted, which budgets of disruption may refuse; its ReplicaSet makes
 * another one. Never deletes.
 *
 * @param name its name
 * @param uid of this very pod
 */
public record EvictPod(String name, String uid) implements Action {

  @Override
  public String describe() {
    return "evict Pod " + name;
  }
}
