package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import java.util.Optional;

/**
 * How a run that the status refers to stands: as its object says, and once that was deleted as the
 * status recorded it. A verdict that was seen holds even if nobody can look it up any more.
 *
 * @param name of the run
 * @param phase as on the wire; "" before its first status
 * @param message why
 * @param lost it was deleted before it had a verdict: nobody judges until another one is made
 */
record RunState(String name, String phase, String message, boolean lost) {

  static RunState of(CanaryView view, RolloutAnalysisRunStatus ref) {
    Optional<AnalysisRunFacts> run = view.snapshot().analysisRun(ref.name());
    if (run.isPresent() && !run.get().phase().isEmpty()) {
      return new RunState(ref.name(), run.get().phase(), run.get().message(), false);
    }
    boolean lost = run.isEmpty() && !AnalysisRunFacts.isVerdict(ref.status());
    return new RunState(ref.name(), ref.status(), ref.message(), lost);
  }
}
