package io.rolloutoperator.testkit.sample;

import java.time.Duration;

/**
 * How long the app takes to answer: a log-normal distribution, as services' latencies roughly are,
 * given by two figures that people know.
 *
 * @param median half of the requests take at most this long; zero means no delay at all
 * @param p99 99 % of the requests take at most this long; at least {@code median}
 */
public record Latency(Duration median, Duration p99) {

  public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO);

  /** The standard normal distribution's 99th percentile. */
  private static final double Z_99 = 2.326347874;

  public Latency {
    if (median.isNegative() || p99.compareTo(median) < 0) {
      throw new IllegalArgumentException(
          "latency: p99 %s must be at least the median %s, both >= 0".formatted(p99, median));
    }
  }

  public static Latency constant(Duration value) {
    return new Latency(value, value);
  }

  /**
   * The delay of one request.
   *
   * @param normal a draw from the standard normal distribution
   */
  Duration at(double normal) {
    if (median.isZero()) {
      return Duration.ZERO;
    }
    double sigma = Math.log((double) p99.toNanos() / median.toNanos()) / Z_99;
    return Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * normal)));
  }
}
