package io.rolloutoperator.kube.events;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names Events as Kubernetes' own components do: the object's name and the nanoseconds since the
 * epoch in hexadecimal digits. Two Events never get one name, and names sort in the order they were
 * given.
 */
final class EventNames {
  private static final int LONGEST_NAME = 253;

  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  EventNames(Clock clock) {
    this.clock = clock;
  }

  String next(String objectName) {
    long now = nanos(clock.instant());
    String suffix = "." + Long.toHexString(last.updateAndGet(before -> Math.max(before + 1, now)));
    int room = LONGEST_NAME - suffix.length();
    return (objectName.length() <= room ? objectName : objectName.substring(0, room)) + suffix;
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
