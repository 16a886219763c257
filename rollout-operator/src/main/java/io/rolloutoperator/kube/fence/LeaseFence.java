package io.rolloutoperator.kube.fence;

import io.rolloutoperator.kube.fence.WritePermit.Granted;
import io.rolloutoperator.kube.fence.WritePermit.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Lets writes through only while this process surely holds the lease. Election feeds it; the
 * interceptor of every mutating request asks it last.
 *
 * <pre>
 *   renewal sent        last write may start      last write has ended      others may take over
 *   |-------- renew deadline (10 s) ---------|---------- (14 s) ---------|----- lease (15 s) -----|
 * </pre>
 *
 * <p>Time runs from the moment the last successful renewal was <em>sent</em>: others count from
 * when they saw it, which is later. A wall clock that ran more than five seconds ahead of the
 * monotonic one since then tells of a suspended machine and closes the fence until the next
 * renewal.
 */
public final class LeaseFence {
  /** No request may take longer, lease or not. */
  public static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

  private static final Duration TOLERATED_DRIFT = Duration.ofSeconds(5);

  private sealed interface State {
    record Unfenced(String epoch) implements State {}

    record NotHeld(String why) implements State {}

    record Held(Term term, Sent lastRenewal) implements State {}

    record Ended(String why) implements State {}
  }

  /**
   * A term of leadership.
   *
   * @param transitions the Lease's {@code leaseTransitions}, which grows with each change of holder
   * @param holder identity of the process
   */
  public record Term(int transitions, String holder) {
    /** Orders terms: digits up to the first slash, compared as a number. */
    public String epoch() {
      return transitions + "/" + holder;
    }
  }

  /** When a renewal left, by both clocks. */
  public record Sent(long nanoTime, Instant wall) {
    /** Reads both clocks. */
    public static Sent at(FenceClock clock) {
      return new Sent(clock.nanoTime(), clock.now());
    }
  }

  private final LeaseTiming timing;
  private final FenceClock clock;
  private volatile State state;

  private LeaseFence(LeaseTiming timing, FenceClock clock, State first) {
    this.timing = timing;
    this.clock = clock;
    this.state = first;
  }

  /** A fence that stays closed until a lease is won. */
  public static LeaseFence closed(LeaseTiming timing, FenceClock clock) {
    return new LeaseFence(timing, clock, new State.NotHeld("the lease is not held"));
  }

  /** A fence without a lease, for a process that its user promised to be the only one. */
  public static LeaseFence unfenced(String identity) {
    return new LeaseFence(
        LeaseTiming.DEFAULT,
        FenceClock.system(),
        new State.Unfenced(new Term(0, identity).epoch()));
  }

  /** True if a write may start now. */
  public boolean mayWrite() {
    return permit() instanceof Granted;
  }

  /** The permit for a write that starts now. */
  public WritePermit permit() {
    return switch (state) {
      case State.Unfenced(String epoch) -> new Granted(epoch, LONGEST_WRITE);
      case State.NotHeld(String why) -> new Refused(why);
      case State.Ended(String why) -> new Refused(why);
      case State.Held(Term term, Sent sent) -> judge(term, sent);
    };
  }

  /**
   * A renewal succeeded. Ignored once the fence has ended, and if a younger renewal already counts:
   * an answer that comes late must not make the lease look younger than it is.
   *
   * @param term the term the renewal belongs to
   * @param sent when the renewal was sent
   */
  public synchronized void renewed(Term term, Sent sent) {
    state =
        switch (state) {
          case State.NotHeld _ -> new State.Held(term, sent);
          case State.Held held ->
              sent.nanoTime() - held.lastRenewal().nanoTime() >= 0
                  ? new State.Held(term, sent)
                  : held;
          case State.Unfenced unfenced -> unfenced;
          case State.Ended ended -> ended;
        };
  }

  /**
   * Closes the fence for the rest of the process' life.
   *
   * @param why one line for the log
   */
  public synchronized void end(String why) {
    if (!(state instanceof State.Ended)) {
      state = new State.Ended(why);
    }
  }

  private WritePermit judge(Term term, Sent sent) {
    Duration age = Duration.ofNanos(clock.nanoTime() - sent.nanoTime());
    if (age.compareTo(timing.renewDeadline()) >= 0) {
      return new Refused("the last renewal of the lease was sent " + seconds(age) + " ago");
    }
    Duration drift = Duration.between(sent.wall(), clock.now()).minus(age);
    if (drift.compareTo(TOLERATED_DRIFT) > 0) {
      return new Refused(
          "the wall clock ran " + seconds(drift) + " ahead since the last renewal of the lease");
    }
    Duration left = timing.wireDeadline().minus(age);
    if (left.isNegative() || left.isZero()) {
      return new Refused("the lease ends in less than " + seconds(LeaseTiming.SAFETY_MARGIN));
    }
    return new Granted(term.epoch(), left.compareTo(LONGEST_WRITE) < 0 ? left : LONGEST_WRITE);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
