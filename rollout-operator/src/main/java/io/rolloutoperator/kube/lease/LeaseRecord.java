package io.rolloutoperator.kube.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a Lease says. The times in it were written by somebody else's clock: they are compared for
 * change, never with a clock of ours.
 *
 * @param holder identity of the leader; empty after a release
 * @param duration how long others honour the lease after they saw it change; zero if the Lease does
 *     not say
 * @param acquired when the term began, by the holder's clock
 * @param renewed when it was renewed last, by the holder's clock
 * @param transitions number of changes of holder so far, at least 0
 */
public record LeaseRecord(
    String holder,
    Duration duration,
    @Nullable Instant acquired,
    @Nullable Instant renewed,
    int transitions) {
  boolean released() {
    return holder.isEmpty();
  }

  LeaseRecord renewedAt(Instant now, Duration newDuration) {
    return new LeaseRecord(holder, newDuration, acquired, now, transitions);
  }

  /** The record that hands the lease over at once. */
  LeaseRecord releasedAt(Instant now) {
    return new LeaseRecord("", Duration.ofSeconds(1), acquired, now, transitions);
  }
}
