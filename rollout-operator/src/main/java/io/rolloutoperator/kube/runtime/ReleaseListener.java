package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Rollout;
import java.util.Collection;

/** Is shown Rollouts as passes see them. Returns at once and never throws. */
public interface ReleaseListener {

  /** Looks away. */
  ReleaseListener NONE =
      new ReleaseListener() {
        @Override
        public void saw(Rollout rollout, Collection<AnalysisRun> runs) {}

        @Override
        public void gone(Rollout rollout) {}
      };

  /**
   * A pass begins, and every write of the one before is seen.
   *
   * @param rollout as the caches have it
   * @param runs that it owns
   */
  void saw(Rollout rollout, Collection<AnalysisRun> runs);

  /** It was deleted. */
  void gone(Rollout rollout);
}
