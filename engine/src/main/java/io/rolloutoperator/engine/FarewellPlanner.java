package io.rolloutoperator.engine;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.ReleaseService;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * What is left to do when a Rollout is gone: its Services are released, everything else goes with
 * its owner.
 *
 * <p>The hash leaves the selectors too, as the pods that it selects are being deleted.
 */
public final class FarewellPlanner {

  private FarewellPlanner() {}

  /**
   * A plan for each Service, so that one that cannot be released holds up no other.
   *
   * @param left a snapshot with the Services that note the Rollout as their manager
   */
  public static List<Plan> plans(Snapshot left) {
    return left.services().stream()
        .filter(service -> service.managedBy().equals(left.rollout().name()))
        .map(ServiceFacts::name)
        .map(FarewellPlanner::release)
        .toList();
  }

  private static Plan release(String service) {
    return new Plan(
        List.of(PlannedAction.of(new ReleaseService(service))),
        new StatusIntent.Keep(),
        List.of(new Reason("service-release", "the Rollout of Service " + service + " is gone")),
        Optional.empty());
  }
}
