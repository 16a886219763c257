package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.Promotion;
import io.rolloutoperator.kubectl.change.Promotion.Extent;
import io.rolloutoperator.kubectl.cli.CommandFailure;

/** Ends a pause or the step under way, or all of them. */
public record PromoteAction(Extent extent) implements RolloutAction {

  @Override
  public String on(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    switch (Promotion.of(cluster.get(rollout), extent)) {
      case Promotion.Refused(String reason) -> throw new Refusal(reason);
      case Promotion.Patches patches -> send(patches, rollout, cluster);
    }
    String how = extent == Extent.FULL ? "fully promoted" : "promoted";
    return "rollout '" + rollout.name() + "' " + how;
  }

  /** The status first: once the spec is no longer paused the controller goes on. */
  private static void send(Promotion.Patches patches, ObjectRef rollout, Cluster cluster)
      throws CommandFailure {
    if (patches.status().isPresent()) {
      StatusPatch status = new StatusPatch(patches.status().get(), patches.whole());
      if (status.send(rollout, cluster)) {
        return;
      }
    }
    if (patches.spec().isPresent()) {
      cluster.merge(rollout, patches.spec().get());
    }
  }
}
