package io.rolloutoperator.engine.plan;

/**
 * Takes hash and ownership note off a Service that the Rollout no longer names.
 *
 * @param service name of the Service
 */
public record ReleaseService(String service) implements Action {

  @Override
  public String describe() {
    return "release Service " + service;
  }
}
