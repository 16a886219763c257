package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.Optional;

/** One question that a pass asks. */
public interface Stage {

  /** The plan of the whole pass if this stage has something to do, else empty. */
  Optional<Plan> plan(Snapshot snapshot);
}
