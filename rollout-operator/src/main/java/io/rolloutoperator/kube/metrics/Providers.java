package io.rolloutoperator.kube.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** The names that dashboards know providers by. */
final class Providers {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("prometheus", "Prometheus"),
          Map.entry("job", "Job"),
          Map.entry("web", "Web"),
          Map.entry("kayenta", "Kayenta"),
          Map.entry("wavefront", "Wavefront"),
          Map.entry("newRelic", "NewRelic"),
          Map.entry("datadog", "Datadog"),
          Map.entry("cloudWatch", "CloudWatch"),
          Map.entry("graphite", "Graphite"),
          Map.entry("influxdb", "Influxdb"),
          Map.entry("skywalking", "SkyWalking"),
          Map.entry("plugin", "Plugin"));

  private Providers() {}

  /**
   * Names a metric's provider.
   *
   * @param provider {@code provider} of a metric
   * @return its name, or {@code Unknown}
   */
  static String type(JsonNode provider) {
    for (Iterator<String> fields = provider.fieldNames(); fields.hasNext(); ) {
      String type = TYPES.get(fields.next());
      if (type != null) {
        return type;
      }
    }
    return "Unknown";
  }
}
