package io.rolloutoperator.engine.plan;

/**
 * Deletes a ReplicaSet without replicas beyond {@code revisionHistoryLimit}.
 *
 * @param name its name
 */
public record DeleteReplicaSet(String name) implements Action {

  @Override
  public String describe() {
    return "delete ReplicaSet " + name;
  }
}
