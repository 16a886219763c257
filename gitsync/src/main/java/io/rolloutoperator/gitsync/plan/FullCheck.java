package io.rolloutoperator.gitsync.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When every object of a unit was compared with Git last, whatever the watches say.
 *
 * @param last empty as long as there was no pass: it looks at every object anyway
 * @param request of a person that was answered by it, the value of annotation {@code
 *     reconcile-requested-at}
 * @param pause until the next one
 */
public record FullCheck(Optional<Instant> last, String request, Duration pause) {

  private static final Duration INTERVAL = Duration.ofHours(1);

  /** There was none. */
  public static final FullCheck NONE = new FullCheck(Optional.empty(), "", INTERVAL);

  /**
   * There was none. The first pause is half an hour to an hour, so that units which began at the
   * same moment do not all ask in the same minute of each hour.
   *
   * @param seed of the unit
   */
  public static FullCheck spread(int seed) {
    long half = INTERVAL.toSeconds() / 2;
    Duration first = Duration.ofSeconds(half + Math.floorMod(seed, half));
    return new FullCheck(Optional.empty(), "", first);
  }

  /** Whether objects that are known to be in order are to be compared now as well. */
  public boolean isDue(Instant now, String asked) {
    return last.isPresent() && (!asked.equals(request) || !now.isBefore(next(now)));
  }

  /** When the next one is due, if nobody asks before. */
  public Instant next(Instant now) {
    return last.orElse(now).plus(pause);
  }

  /** After a pass, which compared everything if that was due. */
  public FullCheck after(Instant now, String asked) {
    if (last.isEmpty()) {
      return new FullCheck(Optional.of(now), asked, pause);
    }
    return isDue(now, asked) ? new FullCheck(Optional.of(now), asked, INTERVAL) : this;
  }
}
