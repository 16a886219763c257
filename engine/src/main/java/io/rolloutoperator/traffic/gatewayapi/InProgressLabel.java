package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;

/**
 * Marks a route while a canary has traffic there, so that Git tools can leave it alone meanwhile.
 */
record InProgressLabel(GatewayApiConfig config) {

  private static final String DEFAULT_KEY = "rollouts.argoproj.io/gatewayapi-canary";
  private static final String DEFAULT_VALUE = "in-progress";

  /** Sets the label at any weight but 0, and removes it there. */
  void edit(ObjectNode route, int canaryWeight) {
    if (config.disableInProgressLabel()) {
      return;
    }
    ObjectNode metadata = route.withObjectProperty("metadata");
    if (canaryWeight != 0) {
      metadata.withObjectProperty("labels").put(key(), value());
    } else if (metadata.get("labels") instanceof ObjectNode labels) {
      labels.remove(key());
    }
  }

  private String key() {
    return config.inProgressLabelKey().isEmpty() ? DEFAULT_KEY : config.inProgressLabelKey();
  }

  private String value() {
    return config.inProgressLabelValue().isEmpty() ? DEFAULT_VALUE : config.inProgressLabelValue();
  }
}
