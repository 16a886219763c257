package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to do for one AnalysisRun now.
 *
 * @param status the status that shall be; equal to the present one if nothing changed
 * @param write when to write it
 * @param tasks measurements to begin now; their metrics are in flight until their reports are
 *     planned
 * @param abandoned metrics in flight whose answers do not matter any more: cancel them, drop their
 *     reports
 * @param events Events to send once the status is written
 * @param wakeUp when to plan again if nothing happens before; empty: only when something happens
 * @param lifetime whether the run is to be deleted
 */
public record AnalysisPlan(
    AnalysisRunStatus status,
    StatusWrite write,
    List<MeasurementTask> tasks,
    Set<String> abandoned,
    List<RunEvent> events,
    Optional<Instant> wakeUp,
    Lifetime lifetime) {

  public AnalysisPlan {
    tasks = List.copyOf(tasks);
    abandoned = Set.copyOf(abandoned);
    events = List.copyOf(events);
  }

  /** When the status is written. */
  public enum StatusWrite {
    /** At once, if it differs from the present one. */
    NOW,
    /**
     * Not yet: the run has just begun and its first answers are under way. Most runs end with them;
     * without this pause each would be seen Running for some milliseconds, at the price of one more
     * write.
     */
    WITH_FIRST_ANSWER
  }

  /** Whether the run outlives this plan. */
  public enum Lifetime {
    KEPT,
    /** Its time to live is over: delete it. */
    EXPIRED
  }
}
