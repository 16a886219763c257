package io.rolloutoperator.api.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A step of a named extension. */
public record PluginStep(
    @Field(value = "Name of the extension.", required = true) String name,
    @Field("Configuration of the extension.") @Nullable JsonNode config) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public PluginStep {
    name = Absent.text(name);
    config = Absent.tree(config);
  }
}
