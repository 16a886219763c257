package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncReport;
import io.rolloutoperator.gitsync.plan.SyncStage;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.pass.DecisionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Carries out a plan in its order. An object that cannot be written does not hold up the others of
 * its stage, but nothing of a later stage is tried then.
 */
final class SyncPlanExecutor {
  private static final Logger log = LoggerFactory.getLogger(SyncPlanExecutor.class);

  private final ObjectKey unit;
  private final SyncActionWriter writer;
  private final BooleanSupplier superseded;
  private final AppliedStates applied;
  private final List<SyncAction> done = new ArrayList<>();
  private final Map<ObjectId, ObjectNode> written = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * For one plan.
   *
   * @param unit whose plan it is, for the log
   * @param superseded whether there is a newer commit or spec; asked before each action
   * @param applied told of what was written
   */
  SyncPlanExecutor(
      ObjectKey unit, SyncActionWriter writer, BooleanSupplier superseded, AppliedStates applied) {
    this.unit = unit;
    this.writer = writer;
    this.superseded = superseded;
    this.applied = applied;
  }

  /** Executes the plan. */
  SyncReport execute(SyncPlan plan) {
    tell(plan);
    for (SyncStage stage : plan.stages()) {
      for (SyncAction action : stage.actions()) {
        if (superseded.getAsBoolean()) {
          return report(new SyncReport.Ending.Outdated("a newer commit or spec is there"));
        }
        Optional<String> outdated = execute(action);
        if (outdated.isPresent()) {
          return report(new SyncReport.Ending.Outdated(outdated.get()));
        }
      }
      if (!problems.isEmpty()) {
        return report(new SyncReport.Ending.Stopped());
      }
    }
    return report(new SyncReport.Ending.Complete());
  }

  /** Why it ends where it does; to who looks closely only, if nothing is written. */
  private void tell(SyncPlan plan) {
    Level level = plan.stages().isEmpty() ? Level.DEBUG : Level.INFO;
    plan.holds()
        .forEach(hold -> DecisionLog.line(log, level, unit, hold.reason().text(), hold.message()));
  }

  private SyncReport report(SyncReport.Ending ending) {
    return new SyncReport(done, written, problems, ending);
  }

  /** Why the plan is outdated, if it is. */
  private Optional<String> execute(SyncAction action) {
    Optional<ObjectId> object = applies(action);
    object.ifPresent(applied::begins);
    try {
      return took(action, writer.write(action));
    } finally {
      object.ifPresent(applied::ended);
    }
  }

  private static Optional<ObjectId> applies(SyncAction action) {
    return switch (action) {
      case SyncAction.Apply apply -> Optional.of(apply.desired().id());
      case SyncAction.Recreate anew -> Optional.of(anew.desired().id());
      case SyncAction.Delete _,
          SyncAction.Adopt _,
          SyncAction.CreateNamespace _,
          SyncAction.WriteInventory _ ->
          Optional.empty();
    };
  }

  private Optional<String> took(SyncAction action, ActionOutcome outcome) {
    switch (outcome) {
      case ActionOutcome.Done outcomeDone -> {
        DecisionLog.line(log, Level.INFO, unit, "done", action.describe());
        done.add(action);
        remember(action, outcomeDone);
      }
      case ActionOutcome.Outdated(String why) -> {
        return Optional.of(why);
      }
      case ActionOutcome.Failed failed ->
          problems.add(Problem.with(action, failed.reason(), failed.message()));
    }
    return Optional.empty();
  }

  private void remember(SyncAction action, ActionOutcome.Done outcome) {
    switch (action) {
      case SyncAction.Apply apply -> remember(apply.desired().id(), apply.desiredHash(), outcome);
      case SyncAction.Recreate anew -> remember(anew.desired().id(), anew.desiredHash(), outcome);
      case SyncAction.Delete delete -> applied.forget(delete.entry().id());
      case SyncAction.Adopt _, SyncAction.CreateNamespace _, SyncAction.WriteInventory _ -> {}
    }
  }

  private void remember(ObjectId id, String desiredHash, ActionOutcome.Done outcome) {
    outcome
        .object()
        .ifPresent(
            object -> {
              written.put(id, object);
              applied.applied(id, desiredHash, object);
            });
  }
}
