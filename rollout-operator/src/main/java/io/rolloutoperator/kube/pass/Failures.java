package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failed passes in a row: pauses grow from 5 ms to 10 s whatever the reasons are, and the log tells
 * each new reason once, then every tenth failure.
 */
public final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);
  private static final long FIRST_MILLIS = 5;
  private static final long LONGEST_MILLIS = 10_000;

  private record Streak(int count, String why, boolean news) {}

  private final Map<ObjectKey, Streak> streaks = new ConcurrentHashMap<>();

  /** Counts a failure; the pause to make before the next pass. */
  public Duration pauseAfter(ObjectKey key, String why) {
    Streak streak =
        streaks.merge(
            key,
            new Streak(1, why, true),
            (before, _) -> new Streak(before.count() + 1, why, !before.why().equals(why)));
    if (streak.news() || streak.count() % 10 == 1) {
      log.warn("{}: {}; trying again (failed {} times)", key, why, streak.count());
    }
    long pause = FIRST_MILLIS << Math.min(streak.count() - 1, 11);
    return Duration.ofMillis(Math.min(pause, LONGEST_MILLIS));
  }

  /** Ends a row of failures. */
  public void forget(ObjectKey key) {
    streaks.remove(key);
  }
}
