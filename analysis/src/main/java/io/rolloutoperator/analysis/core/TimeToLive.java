package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.TtlStrategy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a finished run is deleted. */
final class TimeToLive {

  private TimeToLive() {}

  /**
   * Counted from the run's end: by the field for its phase, or else by {@code
   * secondsAfterCompletion}. Phases Error and Inconclusive have no field of their own. A run that
   * never started (its spec was invalid) has no end and is kept.
   */
  static Optional<Instant> end(@Nullable TtlStrategy ttl, AnalysisRunStatus status) {
    Instant completedAt = status.completedAt();
    if (ttl == null || completedAt == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(seconds(ttl, AnalysisPhase.of(status.phase())))
        .map(completedAt::plusSeconds);
  }

  private static @Nullable Integer seconds(TtlStrategy ttl, AnalysisPhase phase) {
    Integer own =
        switch (phase) {
          case SUCCESSFUL -> ttl.secondsAfterSuccess();
          case FAILED -> ttl.secondsAfterFailure();
          case ERROR, INCONCLUSIVE, RUNNING, PENDING -> null;
        };
    return own != null ? own : ttl.secondsAfterCompletion();
  }
}
