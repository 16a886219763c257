package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes in a row whose write came too late, because somebody else wrote first. The first are
 * repeated at once, since a reading that is newer is all that it takes; who loses ten times in a
 * row goes on once a second.
 */
public final class Conflicts {

  private static final long FIRST_MILLIS = 2;
  private static final long LONGEST_MILLIS = 1_000;
  private static final int DOUBLINGS = 9;

  private final Map<ObjectKey, Integer> rows = new ConcurrentHashMap<>();

  /** Counts a conflict; the pause to make before the next pass. */
  public Duration pauseAfter(ObjectKey key) {
    int count = rows.merge(key, 1, Integer::sum);
    long pause = FIRST_MILLIS << Math.min(count - 1, DOUBLINGS);
    return Duration.ofMillis(Math.min(pause, LONGEST_MILLIS));
  }

  /** Ends a row of conflicts. */
  public void forget(ObjectKey key) {
    rows.remove(key);
  }
}
