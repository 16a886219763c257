package io.rolloutoperator.engine.replicas;

import java.util.Optional;

/**
 * One of {@code maxSurge} and {@code maxUnavailable} as written: a number of pods, or a share of
 * the replicas.
 */
public sealed interface RollingLimit {

  /** What applies to an absent field: a quarter of the replicas. */
  static RollingLimit ofAbsentField() {
    return new Percent(25);
  }

  /**
   * A number of pods.
   *
   * @param pods at least 0
   */
  record Pods(int pods) implements RollingLimit {}

  /**
   * A share of the replicas.
   *
   * @param percent of the replicas, at least 0; above 100 is allowed for a surge
   */
  record Percent(int percent) implements RollingLimit {}

  /**
   * A limit written as a string: a percentage, with or without {@code %}. Empty if it is no whole
   * number from 0 to 2^31-1.
   */
  static Optional<RollingLimit> ofText(String text) {
    String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    if (digits.isEmpty()
        || digits.length() > 10
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    long percent = Long.parseLong(digits);
    return percent > Integer.MAX_VALUE ? Optional.empty() : Optional.of(new Percent((int) percent));
  }

  /** Pods for so many replicas, a fraction rounded down. */
  default long roundedDown(int replicas) {
    return switch (this) {
      case Pods(int pods) -> pods;
      case Percent(int percent) -> (long) percent * replicas / 100;
    };
  }

  /** Pods for so many replicas, a fraction rounded up. */
  default long roundedUp(int replicas) {
    return switch (this) {
      case Pods(int pods) -> pods;
      case Percent(int percent) -> Math.ceilDiv((long) percent * replicas, 100L);
    };
  }
}
