package io.rolloutoperator.notify.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A service as it is configured.
 *
 * @param name by which recipients name it
 * @param options with the values of the Secret in the places of their references
 */
public record ServiceDefinition(String type, String name, JsonNode options) {

  /** Without the options, which hold credentials. */
  @Override
  public String toString() {
    return "service." + type + "." + name;
  }
}
