package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query to Prometheus or a server with the same API. */
public record PrometheusMetric(
    @Field("Address of the server.") String address,
    @Field("The query, in PromQL.") String query,
    @Field("How to log in.") @Nullable Authentication authentication,
    @Field("Seconds until the query is given up; absent counts as 30.") @Nullable Long timeout,
    @Field("Skips the check of the server's certificate.") boolean insecure,
    @Field("Further request headers.") List<WebMetricHeader> headers,
    @Field("Asks for a range of time instead of an instant.")
        @Nullable PrometheusRangeQueryArgs rangeQuery) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public PrometheusMetric {
    address = Absent.text(address);
    query = Absent.text(query);
    headers = Absent.list(headers);
  }
}
