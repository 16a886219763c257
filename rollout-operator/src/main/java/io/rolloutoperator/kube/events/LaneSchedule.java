package io.rolloutoperator.kube.events;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which lane is next: the one that has waited longest, and one that failed once its pause is over.
 * While passes wait for a thread, a lane lets them go first, for a while: a write of an object is
 * what users wait for. Not thread-safe: guarded by {@link EventQueue}'s lock.
 */
final class LaneSchedule {
  /** An Event is told this much late at most. */
  private static final long PATIENCE = Duration.ofSeconds(3).toNanos();

  private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();

  private final LongSupplier nanoTime;
  private final BooleanSupplier passesWait;
  private final Deque<EventLane> ready = new ArrayDeque<>();
  private final PriorityQueue<EventLane> resting =
      new PriorityQueue<>(Comparator.comparingLong(EventLane::notBefore));
  private boolean hurried;

  /** With nothing to do. */
  LaneSchedule(LongSupplier nanoTime, BooleanSupplier passesWait) {
    this.nanoTime = nanoTime;
    this.passesWait = passesWait;
  }

  /** The lane has an Event to be written. */
  void add(EventLane lane) {
    lane.ready(nanoTime.getAsLong());
    ready.add(lane);
  }

  /** The lane failed, and is left alone until {@link EventLane#notBefore}. */
  void rest(EventLane lane) {
    resting.add(lane);
  }

  /** Whether from now on nothing lets others go first; if so, pauses that have begun end. */
  void hurry(boolean now) {
    hurried = now;
    if (now) {
      ready.addAll(resting);
      resting.clear();
    }
  }

  /** Takes the next lane out; null if there is none for now. */
  @Nullable EventLane poll() {
    wakeRested();
    EventLane first = ready.peek();
    return first == null || letsGoFirst(first) ? null : ready.poll();
  }

  /** How long {@link #poll} has no lane, unless one is added. */
  long pauseNanos() {
    if (!ready.isEmpty()) {
      return LOOK_AGAIN;
    }
    EventLane first = resting.peek();
    return first == null ? Long.MAX_VALUE : first.notBefore() - nanoTime.getAsLong();
  }

  private boolean letsGoFirst(EventLane lane) {
    return !hurried
        && nanoTime.getAsLong() - lane.readySince() < PATIENCE
        && passesWait.getAsBoolean();
  }

  private void wakeRested() {
    long now = nanoTime.getAsLong();
    for (EventLane lane = resting.peek();
        lane != null && lane.notBefore() - now <= 0;
        lane = resting.peek()) {
      ready.add(resting.remove());
    }
  }
}
