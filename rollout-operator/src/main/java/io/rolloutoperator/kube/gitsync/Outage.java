package io.rolloutoperator.kube.gitsync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the API server has not said what a unit has to know. People hear of it once, and not of
 * what is over before they could look. For one thread at a time.
 */
final class Outage {

  /** For units that do not say how often to try again. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  private @Nullable Instant since;
  private boolean told;

  /**
   * One more pass has ended without an answer.
   *
   * @param retryInterval of the unit; empty: the default
   * @return whether people should hear of it now
   */
  boolean isNews(Instant now, Optional<Duration> retryInterval) {
    Instant begin = since == null ? now : since;
    since = begin;
    return !told && !now.isBefore(begin.plus(retryInterval.orElse(SHORT)));
  }

  /** It is in the status. */
  void told() {
    told = true;
  }

  /** A pass came to its end. */
  void ended() {
    since = null;
    told = false;
  }
}
