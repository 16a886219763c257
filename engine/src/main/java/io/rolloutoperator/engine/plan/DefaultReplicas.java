package io.rolloutoperator.engine.plan;

/**
 * Writes {@code spec.replicas: 1} to a Rollout that has none, as autoscalers need a number to start
 * from.
 */
public record DefaultReplicas() implements Action {

  @Override
  public String describe() {
    return "default spec.replicas to 1";
  }
}
