package io.rolloutoperator.engine.plan;

/**
 * Sets the hash in a Service's selector and notes which Rollout manages the Service.
 *
 * @param service name of the Service
 * @param hash pod template hash that it shall select
 */
public record PointService(String service, String hash) implements Action {

  @Override
  public String describe() {
    return "point Service " + service + " to " + hash;
  }
}
