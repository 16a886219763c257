package io.rolloutoperator.engine.weights;

import org.jspecify.annotations.Nullable;

/** How {@code abortScaleDownDelaySeconds} is written. */
public enum AbortDelay {
  /** Absent: the default delay. */
  ABSENT,
  /** A delay in seconds: the canary keeps its pods that long after an abort. */
  WRITTEN,
  /** Zero: no delay; an explicit canary scale stays in force after an abort. */
  ZERO;

  public static AbortDelay of(@Nullable Integer seconds) {
    if (seconds == null) {
      return ABSENT;
    }
    return seconds == 0 ? ZERO : WRITTEN;
  }
}
