package io.rolloutoperator.testkit.load;

import java.net.URI;
import java.time.Duration;

/**
 * What load to send. It is bounded: at most {@code perSecond * length} requests, and no more than
 * {@value #MAX_REQUESTS}.
 *
 * @param target where to send GET requests
 * @param host the Host header, which routes are chosen by
 * @param versionHeader the header of the answer that tells the version that answered
 * @param perSecond requests started in each second, evenly spaced; more than 0
 * @param length how long requests are started
 * @param timeout a request without an answer after this time has failed
 */
public record LoadPlan(
    URI target,
    String host,
    String versionHeader,
    double perSecond,
    Duration length,
    Duration timeout) {

  static final long MAX_REQUESTS = 5_000_000;

  public LoadPlan {
    if (!(perSecond > 0) || length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException(
          "load of %s/s for %s: both must be more than 0".formatted(perSecond, length));
    }
    if (requests(perSecond, length) > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "load of %s/s for %s: more than %d requests".formatted(perSecond, length, MAX_REQUESTS));
    }
  }

  /** How many requests the plan has. */
  public long requests() {
    return requests(perSecond, length);
  }

  /** When the n-th request starts, counted from the start of the run. */
  Duration startOf(long n) {
    return Duration.ofNanos(Math.round(n * 1e9 / perSecond));
  }

  private static long requests(double perSecond, Duration length) {
    return Math.max(1, Math.round(perSecond * length.toNanos() / 1e9));
  }
}
