package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.schema.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Datadog query. */
public record DatadogMetric(
    @Field("Range of time of the query, such as 5m, the default.") String interval,
    @Field("One query.") String query,
    @Field("Several queries by name.") Map<String, String> queries,
    @Field("Formula over the queries.") String formula,
    @Field(
            value = "Version of Datadog's API; absent counts as v1.",
            oneOf = {"v1", "v2"})
        String apiVersion,
    @Field(
            value = "How points become one result, for v2; absent counts as last.",
            oneOf = {"avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area"})
        String aggregator,
    @Field("Secret with the address and keys.") @Nullable SecretRef secretRef,
    @Field("Time until the request is given up, in seconds or such as 10s, the default.")
        @Nullable IntOrString requestTimeout) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public DatadogMetric {
    interval = Absent.text(interval);
    query = Absent.text(query);
    queries = Absent.map(queries);
    formula = Absent.text(formula);
    apiVersion = Absent.text(apiVersion);
    aggregator = Absent.text(aggregator);
  }
}
