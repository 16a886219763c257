package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** An ApisixRoute and the rules in it to edit. */
public record ApisixRoute(
    @Field(value = "Name of the ApisixRoute.", required = true) String name,
    @Field("Names of the HTTP rules to edit; none if there is but one.") List<String> rules) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ApisixRoute {
    name = Absent.text(name);
    rules = Absent.list(rules);
  }
}
