package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failed passes in a row: pauses grow from 5 ms to 10 s, and the log tells each reason once, then
 * every tenth time.
 */
public final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);
  private static final long FIRST_MILLIS = 5;
  private static final long LONGEST_MILLIS = 10_000;

  private record Streak(int count, String why) {}

  private final Map<ObjectKey, Streak> streaks = new ConcurrentHashMap<>();

  /** Counts a failure; the pause to make before the next pass. */
  public Duration pauseAfter(ObjectKey key, String why) {
    Streak streak =
        streaks.merge(
            key,
            new Streak(1, why),
            (before, _) -> new Streak(before.why().equals(why) ? before.count() + 1 : 1, why));
    if (streak.count() % 10 == 1) {
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
