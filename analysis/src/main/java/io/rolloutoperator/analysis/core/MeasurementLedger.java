package io.rolloutoperator.analysis.core;

import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.api.analysis.MetricResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes answers into the results, each exactly once: an answer whose number is not the metric's
 * open one is already in the status (its write succeeded although the answer said otherwise) or
 * belongs to a metric that has ended.
 *
 * @param results in the order of the metrics
 * @param events of the answers that were taken in
 */
record MeasurementLedger(List<MetricResult> results, List<RunEvent> events) {

  static MeasurementLedger fold(
      RunDefinition run, List<MetricResult> before, List<MeasurementReport> reports, Instant now) {
    Map<String, MetricResult> results = new LinkedHashMap<>();
    before.forEach(result -> results.put(result.name(), result));
    List<RunEvent> events = new ArrayList<>();
    for (MetricDefinition metric : run.metrics()) {
      for (MeasurementReport report : reports) {
        if (report instanceof Measured measured && measured.metric().equals(metric.name())) {
          MetricResult result = results.getOrDefault(metric.name(), MetricResults.fresh(metric));
          if (isOpen(result, measured)) {
            results.put(
                metric.name(),
                MetricResults.record(
                    result, measured.measurement(), measured.metricMetadata(), now));
            events.addAll(measured.events());
          }
        }
      }
    }
    return new MeasurementLedger(ordered(run, results), events);
  }

  private static boolean isOpen(MetricResult result, Measured measured) {
    return !MetricResults.phase(result).isCompleted()
        && MetricResults.openNumber(result) == measured.number();
  }

  private static List<MetricResult> ordered(RunDefinition run, Map<String, MetricResult> results) {
    List<MetricResult> ordered = new ArrayList<>();
    for (MetricDefinition metric : run.metrics()) {
      MetricResult result = results.remove(metric.name());
      if (result != null) {
        ordered.add(result);
      }
    }
    ordered.addAll(results.values());
    return ordered;
  }
}
