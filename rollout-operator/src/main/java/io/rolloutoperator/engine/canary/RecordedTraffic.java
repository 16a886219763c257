package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.OptionalInt;

/**
 * The weights in the status, put right by what the routes say. The status is written last: a pass
 * that ended before it left weights that the status does not know, and whatever is decided from old
 * ones may take pods or a Service away from under traffic.
 */
final class RecordedTraffic {

  private RecordedTraffic() {}

  static Control corrected(Snapshot snapshot, CanaryStrategy strategy, Control control) {
    TrafficWeights recorded = control.weights();
    if (recorded == null || snapshot.traffic().isEmpty()) {
      return control;
    }
    OptionalInt observed =
        snapshot.traffic().get().canaryWeight(strategy.canaryService(), strategy.stableService());
    return observed.isEmpty() || observed.getAsInt() == recorded.canary().weight()
        ? control
        : control.withWeights(observed(snapshot, strategy, recorded, observed.getAsInt()));
  }

  private static TrafficWeights observed(
      Snapshot snapshot, CanaryStrategy strategy, TrafficWeights recorded, int weight) {
    int both = recorded.canary().weight() + recorded.stable().weight();
    int canary = Math.clamp(weight, 0, Math.max(0, both));
    String hash =
        snapshot
            .service(strategy.canaryService())
            .map(ServiceFacts::hash)
            .filter(selected -> !selected.isEmpty())
            .orElse(recorded.canary().podTemplateHash());
    return new TrafficWeights(
        new WeightDestination(canary, strategy.canaryService(), hash),
        new WeightDestination(
            both - canary, strategy.stableService(), recorded.stable().podTemplateHash()),
        recorded.additional(),
        recorded.verified());
  }
}
