package io.rolloutoperator.gitsync.status;

import java.time.Duration;
import java.util.Optional;

/**
 * The pause between two tries of a commit that failed. News end it: another commit, a change of the
 * GitSync, an event of its objects. Tries never end.
 */
public final class RetryPause {

  /** The longest pause where only a person can help. */
  public static final Duration WHEN_STALLED = Duration.ofMinutes(10);

  private static final Duration WHEN_FORBIDDEN = Duration.ofMinutes(5);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Tries of what is forbidden with growing pauses, half a minute in all. */
  private static final int SOON = 5;

  /** Doubling a second this often exceeds the longest pause. */
  private static final int DOUBLINGS = 9;

  private RetryPause() {}

  /**
   * The pause after one more failure in a row.
   *
   * @param earlier failures in a row before this one
   * @param fixed as {@code spec.retryInterval} says, whatever the failure
   * @param failure if it is known
   */
  public static Duration after(
      int earlier, Optional<Duration> fixed, Optional<SyncFailure> failure) {
    return fixed
        .or(() -> failure.flatMap(why -> untilAPersonActs(earlier, why)))
        .orElseGet(() -> growing(earlier));
  }

  /**
   * A right that was granted a moment ago may not be known to every API server yet, and one that
   * just started knows none for some seconds.
   */
  private static Optional<Duration> untilAPersonActs(int earlier, SyncFailure failure) {
    if (failure.outlook() != SyncFailure.Outlook.STALLED) {
      return Optional.empty();
    }
    if (failure instanceof SyncFailure.Forbidden) {
      return earlier < SOON ? Optional.empty() : Optional.of(WHEN_FORBIDDEN);
    }
    return Optional.of(WHEN_STALLED);
  }

  private static Duration growing(int earlier) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(earlier, DOUBLINGS));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
