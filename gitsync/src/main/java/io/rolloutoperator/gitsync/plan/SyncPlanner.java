package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Map;

/**
 * Decides what one pass writes, in two steps: first what the API server is asked without storing
 * anything, then, with its answers, the plan.
 */
public final class SyncPlanner {

  private final OwnershipMerge merge;

  public SyncPlanner(OwnershipMerge merge) {
    this.merge = merge;
  }

  /** The objects whose answers {@link #plan} needs; none once the world has settled. */
  public List<DryRunRequest> validation(SyncSnapshot snapshot) {
    return merge.requests(snapshot);
  }

  /**
   * The plan.
   *
   * @param answers to all requests of {@link #validation} for the same snapshot
   */
  public SyncPlan plan(SyncSnapshot snapshot, Map<ObjectId, DryRun> answers) {
    return merge.planned(snapshot, answers);
  }
}
