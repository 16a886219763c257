package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.Yielded;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pass knows about its unit. A part that is empty is not known to this pass, and the status
 * keeps what it says about it: a pass that fails to fetch says so and nothing else.
 *
 * @param generation of the GitSync that the pass worked on
 * @param historyLimit entries of history that are kept, 0 to 50
 * @param readiness whether the cluster is as Git says; see {@link Readiness}
 * @param source how the last look at the repository ended
 * @param attempted the commit that is worked on
 * @param begun what objects are about to be applied of
 * @param applied what was applied whole
 * @param healthy the commit with which every Rollout is healthy, none paused
 * @param inventory the objects that were or may have been made
 * @param health of every object of the unit
 * @param problems what is wrong, most important first; empty: what {@code readiness} tells
 * @param yielded fields that others own
 * @param drifted objects that differ from Git and are not repaired
 * @param quarantine all releases in quarantine
 * @param undone what became of releases in the repository by now; of others the status keeps it
 * @param writeBack whether commits get into the repository
 * @param render an apply that wrote something
 * @param ignoredFields paths of fields of the spec without effect
 * @param handledRequest the value of annotation {@code reconcile-requested-at} that was worked on
 * @param webhookPath where deliveries are taken; empty without a webhook
 */
public record SyncOutcome(
    long generation,
    int historyLimit,
    Optional<Readiness> readiness,
    Optional<SourceHealth> source,
    Optional<Revision> attempted,
    Optional<DesiredState> begun,
    Optional<DesiredState> applied,
    Optional<Revision> healthy,
    Optional<StoredInventory> inventory,
    Optional<Map<ObjectId, Health>> health,
    Optional<List<SyncProblem>> problems,
    Optional<List<Yielded>> yielded,
    Optional<List<ObjectId>> drifted,
    Optional<List<QuarantineEntry>> quarantine,
    Optional<List<UndoneRelease>> undone,
    Optional<WriteBackState> writeBack,
    Optional<AppliedRender> render,
    Optional<List<String>> ignoredFields,
    Optional<String> handledRequest,
    Optional<String> webhookPath) {

  /** Begins with nothing known. */
  public static SyncOutcomeBuilder of(long generation, int historyLimit) {
    return new SyncOutcomeBuilder(generation, historyLimit);
  }
}
