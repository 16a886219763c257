package io.rolloutoperator.api.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a metric comes from; exactly one component is set in a valid metric. */
public record MetricProvider(
    @Field("A Prometheus query.") @Nullable PrometheusMetric prometheus,
    @Field("A judgement of Kayenta.") @Nullable KayentaMetric kayenta,
    @Field("A JSON document read over HTTP.") @Nullable WebMetric web,
    @Field("A Datadog query.") @Nullable DatadogMetric datadog,
    @Field("A Wavefront query.") @Nullable WavefrontMetric wavefront,
    @Field("A New Relic query.") @Nullable NewRelicMetric newRelic,
    @Field("A Job that succeeds or fails.") @Nullable JobMetric job,
    @Field("Amazon CloudWatch queries.") @Nullable CloudWatchMetric cloudWatch,
    @Field("A Graphite query.") @Nullable GraphiteMetric graphite,
    @Field("An InfluxDB query.") @Nullable InfluxdbMetric influxdb,
    @Field("A SkyWalking query.") @Nullable SkyWalkingMetric skywalking,
    @Field(value = "Configuration of a further provider by name.", shape = Field.Shape.OPEN_OBJECT)
        Map<String, JsonNode> plugin) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public MetricProvider {
    plugin = Absent.map(plugin);
  }
}
