package io.rolloutoperator.analysis.providers;

import java.util.Map;

/** Measures metrics of one kind. Calls block; they come from several threads at a time. */
public interface MeasurementProvider {

  /** The field of a metric's {@code provider} that this one serves, or the name of a plugin. */
  String name();

  /** Measures once. Whatever goes wrong is an answer. */
  ProviderAnswer measure(MeasurementRequest request);

  /** What the metric's result says about the metric, whatever the answer. */
  default Map<String, String> metadata(MeasurementRequest request) {
    return Map.of();
  }
}
