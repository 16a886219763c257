package io.rolloutoperator.kubectl.view;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Ages and waits in a few characters, as kubectl writes them: {@code 46s}, {@code 4m12s}, {@code
 * 3d}.
 */
public final class Durations {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Durations() {}

  /** A length; below zero counts as zero. */
  public static String text(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 2 * MINUTE) {
      return seconds + "s";
    }
    if (seconds < 10 * MINUTE) {
      return parts(seconds, MINUTE, "m", "s");
    }
    if (seconds < 3 * HOUR) {
      return seconds / MINUTE + "m";
    }
    if (seconds < 8 * HOUR) {
      return parts(seconds / MINUTE, 60, "h", "m");
    }
    if (seconds < 2 * DAY) {
      return seconds / HOUR + "h";
    }
    return seconds < 8 * DAY ? parts(seconds / HOUR, 24, "d", "h") : seconds / DAY + "d";
  }

  /** A bound: what {@link #text} leaves out counts as one more of the last unit that it shows. */
  public static String atMost(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long unit = 1;
    if (seconds >= 10 * MINUTE) {
      unit = seconds < 8 * HOUR ? MINUTE : seconds < 8 * DAY ? HOUR : DAY;
    }
    return text(Duration.ofSeconds((seconds + unit - 1) / unit * unit));
  }

  private static String parts(long amount, long unit, String large, String small) {
    long rest = amount % unit;
    return amount / unit + large + (rest == 0 ? "" : rest + small);
  }

  /** Since when; "" if unknown. */
  public static String since(Optional<Instant> from, Instant now) {
    return from.map(start -> text(Duration.between(start, now))).orElse("");
  }

  /** How old an object is. */
  static String age(com.fasterxml.jackson.databind.JsonNode object, Instant now) {
    return since(At.time(object, "metadata", "creationTimestamp"), now);
  }

  /** {@code in 3m20s (12:41:07Z)}; once it is over {@code now}. */
  static String until(Instant end, Instant now) {
    return end.isAfter(now)
        ? "in %s (%s)".formatted(text(Duration.between(now, end)), clock(end))
        : "now";
  }

  private static String clock(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().substring(11);
  }
}
