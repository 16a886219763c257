package io.rolloutoperator.kubectl.forecast;

import io.rolloutoperator.api.rollout.RolloutSpec;

/** A person changes {@code spec.paused}, and nothing else. */
final class Resumption {

  private Resumption() {}

  /** The spec, paused or not. */
  static RolloutSpec of(RolloutSpec spec, boolean paused) {
    return paused == spec.paused()
        ? spec
        : new RolloutSpec(
            spec.replicas(),
            spec.selector(),
            spec.template(),
            spec.workloadRef(),
            spec.minReadySeconds(),
            spec.rollbackWindow(),
            spec.strategy(),
            spec.revisionHistoryLimit(),
            paused,
            spec.progressDeadlineSeconds(),
            spec.progressDeadlineAbort(),
            spec.restartAt(),
            spec.analysis());
  }
}
