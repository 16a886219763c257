package io.rolloutoperator.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * A release that was told to its end.
 *
 * @param ended when it was seen to be promoted or aborted
 */
record Told(Release release, Instant ended) {

  /** From the command to the end. */
  double seconds() {
    return Duration.between(release.since(), ended).toNanos() / 1e9;
  }
}
