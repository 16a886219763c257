package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A New Relic query. */
public record NewRelicMetric(
    @Field("Name of the Secret with the credentials; absent counts as newrelic.") String profile,
    @Field(value = "The query, in NRQL.", required = true) String query,
    @Field("Seconds until the query is given up; absent counts as 5.") @Nullable Long timeout) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public NewRelicMetric {
    profile = Absent.text(profile);
    query = Absent.text(query);
  }
}
