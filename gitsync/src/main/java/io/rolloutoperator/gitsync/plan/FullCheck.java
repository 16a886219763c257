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
 */
public record FullCheck(Optional<Instant> last, String request) {

  /** There was none. */
  public static final FullCheck NONE = new FullCheck(Optional.empty(), "");

  private static final Duration INTERVAL = Duration.ofHours(1);

  /** Whether objects that are known to be in order are to be compared now as well. */
  public boolean isDue(Instant now, String asked) {
    return last.isPresent() && (!asked.equals(request) || !now.isBefore(next(now)));
  }

  /** When the next one is due, if nobody asks before. */
  public Instant next(Instant now) {
    return last.orElse(now).plus(INTERVAL);
  }

  /** After a pass, which compared everything if that was due. */
  public FullCheck after(Instant now, String asked) {
    return last.isEmpty() || isDue(now, asked) ? new FullCheck(Optional.of(now), asked) : this;
  }
}
