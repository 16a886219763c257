package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.PreparedObject.Disposition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what one pass writes, in two steps: first what the API server is asked without storing
 * anything, then, with its answers, the plan.
 *
 * <p>A plan ends where something has to be observed first; the next event leads to another one.
 * Applying a plan and planning again leads, once the world has settled, to a plan without writes.
 */
public final class SyncPlanner {

  private final OwnershipMerge ownership;
  private final Set<ObjectId> ownObjects;

  /**
   * Configured once.
   *
   * @param ownObjects the operator's own Deployment, RBAC and CRDs, which no unit may manage; empty
   *     with option {@code gitsync.allowSelf}
   */
  public SyncPlanner(OwnershipMerge ownership, Set<ObjectId> ownObjects) {
    this.ownership = ownership;
    this.ownObjects = Set.copyOf(ownObjects);
  }

  /**
   * The questions whose answers {@link #plan} needs: one per object that is not known to be in
   * order. Objects whose kind or namespace this commit brings follow when those are there.
   */
  public List<DryRunRequest> validation(SyncSnapshot snapshot) {
    if (!SyncGates.closed(snapshot).isEmpty()) {
      return List.of();
    }
    Prerequisites prerequisites = new Prerequisites(snapshot);
    List<QuarantineEntry> quarantine = new Quarantine(snapshot).update();
    return new Preparation(snapshot, ownership, ownObjects, quarantine)
        .objects().stream()
            .filter(object -> prerequisites.missing(object.id()).isEmpty())
            .flatMap(object -> request(object).stream())
            .toList();
  }

  private static Optional<DryRunRequest> request(PreparedObject object) {
    return object.disposition() instanceof Disposition.Compared compared
        ? Optional.of(
            new DryRunRequest(
                object.manifest(compared.merged()), object.versionFor(compared.merged())))
        : Optional.empty();
  }

  /**
   * The plan.
   *
   * @param answers to all requests of {@link #validation} for the same snapshot
   */
  public SyncPlan plan(SyncSnapshot snapshot, Map<ObjectId, DryRun> answers) {
    List<QuarantineEntry> quarantine = new Quarantine(snapshot).update();
    List<Hold> closed = SyncGates.closed(snapshot);
    if (!closed.isEmpty()) {
      return PlanDraft.closed(closed, quarantine);
    }
    Preparation preparation = new Preparation(snapshot, ownership, ownObjects, quarantine);
    return new PlanDraft(snapshot, preparation, answers).plan(quarantine);
  }
}
