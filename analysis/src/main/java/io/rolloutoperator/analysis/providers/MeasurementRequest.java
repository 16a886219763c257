package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.MetricProvider;
import java.time.Instant;

/**
 * What a provider shall measure.
 *
 * @param metric with all arguments, Secrets included: nothing of it may be logged
 * @param provider the metric's provider, of which the one this request is for is present
 * @param number of the measurement, from 1
 * @param now the moment of the request
 * @param cargo whether the metric contains values of Secrets
 */
public record MeasurementRequest(
    RunReference run,
    Metric metric,
    MetricProvider provider,
    int number,
    Instant now,
    Cargo cargo) {

  /** On whose behalf HTTP requests are made. */
  public Caller caller() {
    return new Caller(run.namespace(), cargo);
  }
}
