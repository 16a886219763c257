package io.rolloutoperator.engine.snapshot;

import io.rolloutoperator.api.rollout.CanaryStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How long the ReplicaSets of a canary behind a router are kept once they have no traffic.
 *
 * @param old seconds for a replaced revision, ≥ 0
 * @param aborted seconds for the revision of an aborted update, ≥ 0; 0: at once
 */
public record ScaleDownDelays(int old, int aborted) {

  private static final int DEFAULT_SECONDS = 30;

  /** A deadline may have been noted by another process, whose clock may be ahead. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** The delays that a strategy asks for. */
  public static ScaleDownDelays of(CanaryStrategy strategy) {
    int ofAborted = strategy.dynamicStableScale() ? 0 : DEFAULT_SECONDS;
    return new ScaleDownDelays(
        Objects.requireNonNullElse(strategy.scaleDownDelaySeconds(), DEFAULT_SECONDS),
        Objects.requireNonNullElse(strategy.abortScaleDownDelaySeconds(), ofAborted));
  }

  /**
   * Until when a ReplicaSet is to be kept as its annotation says; empty without one. A time that no
   * delay of the spec can have led to, such as the year 9999, counts as none.
   */
  public Optional<Instant> deadline(ReplicaSetFacts replicaSet, Instant now) {
    Instant last = now.plusSeconds(Math.max(old, aborted)).plus(CLOCKS_DIFFER);
    return replicaSet.scaleDownDeadline().filter(deadline -> !deadline.isAfter(last));
  }
}
