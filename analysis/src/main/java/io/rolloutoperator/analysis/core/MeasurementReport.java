package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.Measurement;
import java.util.List;
import java.util.Map;

/**
 * What came of a {@link MeasurementTask}. The pair of metric and number identifies the measurement,
 * so that a report which is given twice counts once.
 */
public sealed interface MeasurementReport {

  /** Name of the metric. */
  String metric();

  /** Number of the measurement, from 1. */
  int number();

  /**
   * The provider answered; an answer of phase Running is looked at again at its {@code resumeAt}.
   *
   * @param metricMetadata what the provider says about the metric, such as the query it asked
   * @param events things to tell about the measurement
   */
  record Measured(
      String metric,
      int number,
      Measurement measurement,
      Map<String, String> metricMetadata,
      List<RunEvent> events)
      implements MeasurementReport {

    public Measured {
      metricMetadata = Map.copyOf(metricMetadata);
      events = List.copyOf(events);
    }
  }

  /**
   * An argument could not be resolved when it was needed: a Secret or its key is missing or not
   * allowed. This ends the run.
   *
   * @param problem such as {@code key 'k' does not exist in secret 's'}
   */
  record ArgumentsUnresolved(String metric, int number, String problem)
      implements MeasurementReport {}

  /**
   * Ending a running measurement did not work; it is tried again.
   *
   * @param problem one line
   */
  record TerminationFailed(String metric, int number, String problem)
      implements MeasurementReport {}
}
