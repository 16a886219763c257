package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import java.util.List;

/** One call of a provider. Secrets are read when it runs, not when it is planned. */
public sealed interface MeasurementTask {

  /** The metric as its author wrote it, arguments not yet substituted. */
  Metric metric();

  /** The run's arguments, with references to Secrets. */
  List<Argument> args();

  /**
   * Number of the measurement, from 1; it grows by one with each measurement of the metric, errors
   * included.
   */
  int number();

  /** Starts a measurement. */
  record TakeMeasurement(Metric metric, List<Argument> args, int number)
      implements MeasurementTask {
    public TakeMeasurement {
      args = List.copyOf(args);
    }
  }

  /** Looks again at a measurement that was running. */
  record ResumeMeasurement(Metric metric, List<Argument> args, int number, Measurement measurement)
      implements MeasurementTask {
    public ResumeMeasurement {
      args = List.copyOf(args);
    }
  }

  /** Ends a running measurement because the run ends. */
  record TerminateMeasurement(
      Metric metric, List<Argument> args, int number, Measurement measurement)
      implements MeasurementTask {
    public TerminateMeasurement {
      args = List.copyOf(args);
    }
  }
}
