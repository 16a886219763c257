package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Ambassador Mappings that are copied for the canary. */
public record AmbassadorTrafficRouting(
    @Field(value = "Names of the Mappings.", required = true) List<String> mappings) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AmbassadorTrafficRouting {
    mappings = Absent.list(mappings);
  }
}
