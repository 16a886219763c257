package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.api.analysis.Measurement;
import java.util.Optional;

/** A provider whose measurements take longer than one call. */
public interface ResumableProvider extends MeasurementProvider {

  /** Looks again at a measurement that was {@link ProviderAnswer.Ongoing}. */
  ProviderAnswer resume(MeasurementRequest request, Measurement measurement);

  /** Ends a measurement and cleans up; a problem means that it has to be tried again. */
  Optional<String> terminate(MeasurementRequest request, Measurement measurement);
}
