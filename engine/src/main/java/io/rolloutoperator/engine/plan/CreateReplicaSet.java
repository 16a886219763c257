package io.rolloutoperator.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Creates the ReplicaSet of a new revision with no replicas.
 *
 * @param name its name
 * @param body the whole object
 */
public record CreateReplicaSet(String name, ObjectNode body) implements Action {

  @Override
  public String describe() {
    return "create ReplicaSet " + name;
  }
}
