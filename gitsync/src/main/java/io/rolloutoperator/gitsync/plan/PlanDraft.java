package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.PreparedObject.Disposition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together the parts of one plan. */
final class PlanDraft {

  private final SyncSnapshot snapshot;
  private final Preparation preparation;
  private final Map<ObjectId, PreparedObject> objects = new LinkedHashMap<>();
  private final Map<ObjectId, ObjectDecision> decisions = new LinkedHashMap<>();

  private final List<Hold> holds = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();

  PlanDraft(SyncSnapshot snapshot, Preparation preparation, Map<ObjectId, DryRun> answers) {
    this.snapshot = snapshot;
    this.preparation = preparation;
    for (PreparedObject object : preparation.objects()) {
      objects.put(object.id(), object);
      decisions.put(object.id(), ObjectDecision.of(object, snapshot, answers));
    }
  }

  /** The plan of a unit that may not write anything. */
  static SyncPlan closed(List<Hold> holds, List<QuarantineEntry> quarantine) {
    return new SyncPlan(
        List.of(),
        holds,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        quarantine,
        Map.of(),
        List.of(),
        false,
        Optional.empty());
  }

  SyncPlan plan(List<QuarantineEntry> quarantine) {
    List<Problem> problems = problems();
    objects.values().forEach(this::keep);
    problems.stream()
        .findFirst()
        .ifPresent(first -> holds.add(new Hold(first.reason(), first.message())));
    waitingFor().ifPresent(holds::add);
    StagePlanner.Staged staged = staged(problems);
    staged.hold().ifPresent(holds::add);
    boolean whole = staged.reachesEnd() && problems.isEmpty() && waitingFor().isEmpty();
    Optional<PrunePlan> prune = whole ? Optional.of(prune()) : Optional.empty();
    List<SyncStage> stages = refused(problems) ? List.of() : withInventory(staged.stages(), prune);
    quarantine.stream()
        .filter(QuarantineEntry::holds)
        .forEach(entry -> holds.add(new Hold(SyncReason.ROLLOUT_ABORTED, entry.text())));
    return new SyncPlan(
        stages,
        holds,
        problems,
        kept,
        yielded(),
        drifted(),
        quarantine,
        settled(),
        objects.values().stream().flatMap(object -> object.marks().notes().stream()).toList(),
        whole && prune.filter(this::awaitsApprovalOfHistory).isEmpty(),
        NextLook.of(snapshot, staged.recheck(), objects.values()));
  }

  /**
   * A commit of which one object is refused is not applied at all; one that another unit owns does
   * not stop the others.
   */
  private static boolean refused(List<Problem> problems) {
    return problems.stream().anyMatch(p -> p.reason() != SyncReason.CONFLICTING_OWNER);
  }

  private StagePlanner.Staged staged(List<Problem> problems) {
    return refused(problems)
        ? new StagePlanner.Staged(List.of(), Optional.empty(), Optional.empty(), false)
        : new StagePlanner(snapshot, objects, decisions).plan();
  }

  private List<Problem> problems() {
    return decisions.values().stream()
        .flatMap(
            decision ->
                decision instanceof ObjectDecision.Failed(Problem problem)
                    ? List.of(problem).stream()
                    : List.<Problem>of().stream())
        .toList();
  }

  private void keep(PreparedObject object) {
    switch (object.disposition()) {
      case Disposition.LeftAlone(String why) when !why.isEmpty() ->
          kept.add(new Kept(object.id(), why));
      case Disposition.Waits(String why) when !why.isEmpty() ->
          kept.add(new Kept(object.id(), why));
      default -> {}
    }
  }

  private Optional<Hold> waitingFor() {
    return switch (preparation.decision()) {
      case DuringRollout.Decision.Proceed() -> Optional.empty();
      case DuringRollout.Decision.HoldTemplates(String message) ->
          Optional.of(new Hold(SyncReason.PROGRESSING, message));
      case DuringRollout.Decision.Wait(String message) ->
          Optional.of(new Hold(SyncReason.PROGRESSING, message));
    };
  }

  /**
   * Whether the commit was rewritten is known by comparing it with the one applied before, so that
   * one must not be forgotten until the deletions are approved.
   */
  private boolean awaitsApprovalOfHistory(PrunePlan prune) {
    return prune instanceof PrunePlan.Blocked && snapshot.commit().historyRewritten();
  }

  private PrunePlan prune() {
    PrunePlan plan = PrunePlanner.plan(snapshot);
    kept.addAll(plan.kept());
    if (plan instanceof PrunePlan.Blocked blocked) {
      holds.add(new Hold(SyncReason.PRUNE_BLOCKED, blocked.message()));
    }
    return plan;
  }

  /**
   * The inventory names every object before it is made, and loses one only after its deletion, so
   * that a crash in between leaves no orphan.
   */
  private List<SyncStage> withInventory(List<SyncStage> applies, Optional<PrunePlan> prune) {
    Inventory stored = snapshot.facts().inventory();
    Inventory owned = owned();
    Inventory union = stored.union(owned);
    List<SyncStage> stages = new ArrayList<>();
    boolean recorded = snapshot.facts().begun().filter(letThrough()::equals).isPresent();
    Optional<SyncAction> namespace = NamespaceCreation.action(snapshot);
    boolean writes = !applies.isEmpty() || namespace.isPresent();
    boolean first = writes && !(recorded && owned.without(stored).isEmpty());
    if (first) {
      stages.add(inventory(union));
    }
    namespace.ifPresent(action -> stages.add(new SyncStage("namespace", List.of(action))));
    stages.addAll(applies);
    prune.ifPresent(plan -> stages.addAll(deletions(plan)));
    Optional<Inventory> last = prune.map(plan -> owned.union(Inventory.of(plan.remaining())));
    if (last.isPresent() && !last.get().equals(first ? union : stored)) {
      stages.add(inventory(last.get()));
    }
    return stages;
  }

  private SyncStage inventory(Inventory inventory) {
    return new SyncStage(
        "inventory", List.of(new SyncAction.WriteInventory(inventory, letThrough())));
  }

  /**
   * A commit that waits is not recorded: the next pass would take it for one that is under way. Nor
   * is the way back to what was applied whole: until its end there may be objects of the other.
   */
  private DesiredState letThrough() {
    DesiredState state = snapshot.commit().state();
    return preparation.decision() instanceof DuringRollout.Decision.Wait
            || snapshot.wasAppliedWhole()
        ? snapshot.facts().begun().orElse(state)
        : state;
  }

  private static List<SyncStage> deletions(PrunePlan prune) {
    return switch (prune) {
      case PrunePlan.Allowed allowed when !allowed.deletions().isEmpty() ->
          List.of(new SyncStage("prune", List.copyOf(allowed.deletions())));
      case PrunePlan.Allowed allowed -> List.of();
      case PrunePlan.Blocked blocked -> List.of();
    };
  }

  /** What the commit has, and what we have made or may make of it. */
  private Inventory owned() {
    Inventory stored = snapshot.facts().inventory();
    return Inventory.of(
        objects.values().stream()
            .filter(object -> object.taken() || stored.contains(object.id()))
            .map(object -> InventoryEntry.of(object.manifest().object()))
            .toList());
  }

  private List<Yielded> yielded() {
    return objects.values().stream()
        .flatMap(
            object ->
                switch (object.disposition()) {
                  case Disposition.Settled(Merged merged) -> merged.yielded().stream();
                  case Disposition.HeldBack held -> held.merged().yielded().stream();
                  case Disposition.Compared compared -> compared.merged().yielded().stream();
                  default -> List.<Yielded>of().stream();
                })
        .toList();
  }

  private List<ObjectId> drifted() {
    return decisions.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof ObjectDecision.Drifted)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<ObjectId, AppliedState> settled() {
    Map<ObjectId, AppliedState> settled = new HashMap<>();
    decisions.forEach(
        (id, decision) -> {
          if (decision instanceof ObjectDecision.InOrder(AppliedState state)) {
            settled.put(id, state);
          }
        });
    return settled;
  }
}
