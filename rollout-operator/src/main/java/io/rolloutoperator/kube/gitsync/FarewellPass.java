package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Handover;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.Kept;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.plan.SyncFacts;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncPlanner;
import io.rolloutoperator.gitsync.plan.SyncReport;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.SyncPolicies.DeletionPolicy;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes the objects of a deleted unit, if they are to go, and then lets the unit go. */
final class FarewellPass {

  /** Objects that end slowly are looked at this often, should their event get lost. */
  private static final Duration WHILE_ENDING = Duration.ofSeconds(5);

  /** A person who deletes a unit has decided; no guard asks again. */
  private static final String NO_COMMIT = "0".repeat(40);

  private final LiveReader reader;
  private final SyncPlanner planner;
  private final InventoryReader inventories;
  private final Finalizer finalizer;
  private final String installation;

  FarewellPass(
      LiveReader reader,
      SyncPlanner planner,
      InventoryReader inventories,
      Finalizer finalizer,
      String installation) {
    this.reader = reader;
    this.planner = planner;
    this.inventories = inventories;
    this.finalizer = finalizer;
    this.installation = installation;
  }

  PassEnd run(PassSubject subject, StatusStore statuses) {
    if (!Finalizer.deletes(subject.unit().policies())) {
      return finalizer.remove(subject.object());
    }
    Inventory inventory =
        inventories.read(
            subject.account(),
            subject.unit().id(),
            new RecordedStatus(statuses.status()).inventory());
    SyncSnapshot snapshot = snapshot(subject, inventory);
    SyncPlan plan = planner.plan(snapshot, Map.of());
    SyncReport report =
        new SyncPlanExecutor(
                subject.key(),
                new SyncActionWriter(subject, statuses.inventory(subject)),
                () -> false,
                subject.state().applied())
            .execute(plan.withoutInventory());
    return switch (report.ending()) {
      case SyncReport.Ending.Outdated(String why) -> new PassEnd.Repeat(why);
      case SyncReport.Ending.Stopped() ->
          new PassEnd.Failed(report.problems().getFirst().message());
      case SyncReport.Ending.Complete() ->
          waits(subject, snapshot, plan)
              ? new PassEnd.Settled(WHILE_ENDING)
              : finalizer.remove(subject.object());
    };
  }

  /** Whether objects are still there that must be gone before the unit goes; kept ones stay. */
  private static boolean waits(PassSubject subject, SyncSnapshot snapshot, SyncPlan plan) {
    boolean wanted = subject.unit().policies().deletion() == DeletionPolicy.WAIT_FOR_TERMINATION;
    String label = subject.unit().id().label(snapshot.installation());
    Set<ObjectId> kept =
        plan.kept().stream().map(Kept::object).collect(Collectors.toUnmodifiableSet());
    return wanted
        && snapshot.cluster().live().entrySet().stream()
            .filter(live -> !kept.contains(live.getKey()))
            .anyMatch(live -> label(live.getValue()).equals(label));
  }

  private static String label(ObjectNode object) {
    return object.path("metadata").path("labels").path(ObjectMarks.SYNC_LABEL).asText();
  }

  private SyncSnapshot snapshot(PassSubject subject, Inventory inventory) {
    Map<ObjectId, ObjectNode> live =
        reader
            .read(
                new LiveReader.Question(
                    subject.account(),
                    subject.unit().destination(),
                    List.of(),
                    inventory,
                    LiveReader.Memory.none()))
            .objects();
    return new SyncSnapshot(
        withoutGuards(subject.unit()),
        installation,
        new Commit(new DesiredState(new Revision("", NO_COMMIT), ""), List.of(), List.of(), false),
        new ClusterView(live, Set.of(), List.of(), List.of(), List.of(), Map.of(), List.of()),
        new SyncFacts(
            inventory,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            new SyncFacts.Commands(NO_COMMIT, "", false),
            List.of(),
            true,
            false,
            Map.of(),
            Handover.NONE),
        subject.now());
  }

  private static SyncUnit withoutGuards(SyncUnit unit) {
    SyncPolicies policies = unit.policies();
    return new SyncUnit(
        unit.id(),
        unit.repository(),
        unit.path(),
        unit.rendering(),
        unit.destination(),
        unit.serviceAccount(),
        new SyncPolicies(
            new SyncPolicies.Prune(true, 100, true),
            policies.deletion(),
            policies.drift(),
            false,
            List.of(),
            false,
            List.of(),
            policies.timeout(),
            policies.retryInterval(),
            List.of(),
            false,
            policies.historyLimit()),
        unit.rollouts(),
        unit.writeBack());
  }
}
