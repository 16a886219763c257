package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.PreparedObject.Disposition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides what one pass writes, in two steps: first what the API server is asked without storing
 * anything, then, with its answers, the plan.
 *
 * <p>A plan ends where something has to be observed first; the next event leads to another one.
 * Applying a plan and planning again leads, once the world has settled, to a plan without writes.
 */
public final class SyncPlanner {

  private final OwnershipMerge ownership;
  private final Predicate<ObjectNode> ownObjects;

  /**
   * Configured once.
   *
   * @param ownObjects knows what the operator is made of, by a manifest as by a live object: no
   *     unit may manage it, but for option {@code gitsync.allowSelf}
   */
  public SyncPlanner(OwnershipMerge ownership, Predicate<ObjectNode> ownObjects) {
    this.ownership = ownership;
    this.ownObjects = ownObjects;
  }

  /** Looks at a snapshot, for both steps. */
  public Planning begin(SyncSnapshot snapshot) {
    List<QuarantineEntry> quarantine = new Quarantine(snapshot).update();
    List<Hold> closed = SyncGates.closed(snapshot);
    return closed.isEmpty()
        ? new Open(
            snapshot, new Preparation(snapshot, ownership, ownObjects, quarantine), quarantine)
        : new Closed(closed, quarantine);
  }

  /** The plan of {@link Planning#plan} for a snapshot. */
  public SyncPlan plan(SyncSnapshot snapshot, Map<ObjectId, DryRun> answers) {
    return begin(snapshot).plan(answers);
  }

  /** What was made of one snapshot. */
  public sealed interface Planning {

    /**
     * Objects of which the snapshot has only the metadata and whose content matters now: with them
     * read, {@link SyncPlanner#begin begin} anew. Without them nothing is asked or written about
     * them.
     */
    Set<ObjectId> unread();

    /**
     * The questions whose answers {@link #plan} needs: one per object that is not known to be in
     * order. Objects whose kind or namespace this commit brings follow when those are there.
     */
    List<DryRunRequest> validation();

    /**
     * The plan.
     *
     * @param answers to all requests of {@link #validation}
     */
    SyncPlan plan(Map<ObjectId, DryRun> answers);
  }

  /** A unit that may not write anything. */
  private record Closed(List<Hold> holds, List<QuarantineEntry> quarantine) implements Planning {
    @Override
    public Set<ObjectId> unread() {
      return Set.of();
    }

    @Override
    public List<DryRunRequest> validation() {
      return List.of();
    }

    @Override
    public SyncPlan plan(Map<ObjectId, DryRun> answers) {
      return PlanDraft.closed(holds, quarantine);
    }
  }

  private record Open(
      SyncSnapshot snapshot, Preparation preparation, List<QuarantineEntry> quarantine)
      implements Planning {
    @Override
    public Set<ObjectId> unread() {
      return preparation.objects().stream()
          .filter(object -> object.disposition() instanceof Disposition.Unread)
          .map(PreparedObject::id)
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<DryRunRequest> validation() {
      Prerequisites prerequisites = new Prerequisites(snapshot);
      return preparation.objects().stream()
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

    @Override
    public SyncPlan plan(Map<ObjectId, DryRun> answers) {
      return new PlanDraft(snapshot, preparation, answers).plan(quarantine);
    }
  }
}
