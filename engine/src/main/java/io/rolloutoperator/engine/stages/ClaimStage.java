package io.rolloutoperator.engine.stages;

import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.engine.plan.AdoptReplicaSet;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.ReleaseReplicaSet;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.OrphanFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.validation.SelectorMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The selector says which ReplicaSets are the Rollout's, as for every controller of Kubernetes:
 * those that nobody controls are adopted, those of its own that it no longer selects are released.
 * Everything else is decided by a later pass on what it owns then.
 *
 * <p>Comes after the spec was found valid: a slip in the selector must not let go of running pods.
 */
public final class ClaimStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    LabelSelector selector = snapshot.rollout().spec().selector();
    if (selector == null || selector.equals(LabelSelector.EMPTY)) {
      return Optional.empty();
    }
    List<PlannedAction> actions = new ArrayList<>();
    List<Reason> reasons = new ArrayList<>();
    for (OrphanFacts orphan : snapshot.orphans()) {
      if (!orphan.deleting() && SelectorMatch.matches(selector, orphan.labels())) {
        actions.add(PlannedAction.of(new AdoptReplicaSet(orphan.name())));
        reasons.add(
            new Reason(
                "adopted", "ReplicaSet " + orphan.name() + " is selected and has no controller"));
      }
    }
    for (ReplicaSetFacts own : snapshot.replicaSets()) {
      if (!own.deleting() && !SelectorMatch.matches(selector, own.labels())) {
        actions.add(PlannedAction.of(new ReleaseReplicaSet(own.name())));
        reasons.add(new Reason("released", "ReplicaSet " + own.name() + " is no longer selected"));
      }
    }
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Plan(actions, new StatusIntent.Keep(), reasons, Optional.of(Duration.ZERO)));
  }
}
