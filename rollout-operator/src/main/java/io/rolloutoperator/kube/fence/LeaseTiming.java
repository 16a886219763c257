package io.rolloutoperator.kube.fence;

import java.time.Duration;

/**
 * The times of a lease. A leader stops writing {@code renewDeadline} after its last renewal was
 * sent, and its last request on the wire ends one second before the lease does, so that a successor
 * never meets an old write.
 *
 * @param leaseDuration how long others honour the lease after they saw it change
 * @param renewDeadline how long after sending its last successful renewal a leader may write
 * @param retryPeriod pause between two renewals, or two looks at somebody else's lease
 */
public record LeaseTiming(Duration leaseDuration, Duration renewDeadline, Duration retryPeriod) {
  /** A request on the wire ends this long before the lease. */
  static final Duration SAFETY_MARGIN = Duration.ofSeconds(1);

  /** 15 s, 10 s, 2 s: the defaults of Kubernetes' own components. */
  public static final LeaseTiming DEFAULT =
      new LeaseTiming(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));

  public LeaseTiming {
    if (leaseDuration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "lease duration must be at least 1s, got " + text(leaseDuration));
    }
    if (leaseDuration.minus(SAFETY_MARGIN).compareTo(renewDeadline) < 0) {
      throw new IllegalArgumentException(
          "lease duration "
              + text(leaseDuration)
              + " must be at least 1s longer than the renew deadline "
              + text(renewDeadline));
    }
    if (retryPeriod.isNegative() || retryPeriod.isZero()) {
      throw new IllegalArgumentException("retry period must be positive, got " + text(retryPeriod));
    }
    if (renewDeadline.compareTo(retryPeriod) <= 0) {
      throw new IllegalArgumentException(
          "renew deadline "
              + text(renewDeadline)
              + " must be longer than the retry period "
              + text(retryPeriod));
    }
  }

  /** The age of a renewal at which the last request on the wire must have ended. */
  Duration wireDeadline() {
    return leaseDuration.minus(SAFETY_MARGIN);
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
