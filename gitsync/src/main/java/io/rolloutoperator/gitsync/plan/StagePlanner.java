package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.health.HealthRules;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the writes of objects into stages, up to the first one that has to wait: for a kind or
 * namespace of the same commit, or for the health of an earlier wave.
 */
final class StagePlanner {

  /** A namespace that is made for the objects is not one of them: no event tells of it. */
  private static final Duration UNTIL_MADE = Duration.ofSeconds(1);

  private final SyncSnapshot snapshot;
  private final Prerequisites prerequisites;
  private final Map<ObjectId, PreparedObject> prepared;
  private final Map<ObjectId, ObjectDecision> decisions;

  private final List<SyncStage> stages = new ArrayList<>();
  private Optional<Hold> hold = Optional.empty();
  private Optional<Instant> recheck = Optional.empty();
  private boolean enough = true;

  StagePlanner(
      SyncSnapshot snapshot,
      Map<ObjectId, PreparedObject> prepared,
      Map<ObjectId, ObjectDecision> decisions) {
    this.snapshot = snapshot;
    this.prerequisites = new Prerequisites(snapshot);
    this.prepared = prepared;
    this.decisions = decisions;
  }

  /**
   * The result.
   *
   * @param hold why it ends early
   * @param recheck when waiting may be over without an event
   * @param enough whether no object needs another pass
   */
  record Staged(
      List<SyncStage> stages, Optional<Hold> hold, Optional<Instant> recheck, boolean enough) {

    boolean reachesEnd() {
      return hold.isEmpty() && enough;
    }
  }

  Staged plan() {
    List<ApplyOrder.Stage> order = ApplyOrder.stages(snapshot.commit().manifests());
    for (int i = 0; i < order.size() && hold.isEmpty(); i++) {
      ApplyOrder.Stage stage = order.get(i);
      if (i > 0 && stage.place().wave() != order.get(i - 1).place().wave()) {
        awaitWavesBefore(order, i);
      }
      if (hold.isEmpty()) {
        awaitPrerequisites(stage);
      }
      if (hold.isEmpty()) {
        add(stage);
      }
    }
    return new Staged(stages, hold, recheck, enough);
  }

  private void add(ApplyOrder.Stage stage) {
    List<SyncAction> actions = new ArrayList<>();
    for (Manifest manifest : stage.manifests()) {
      if (decisions.get(manifest.id()) instanceof ObjectDecision.Write write) {
        actions.addAll(write.actions());
        enough &= write.enough();
      }
    }
    if (!actions.isEmpty()) {
      stages.add(new SyncStage(stage.place().toString(), actions));
    }
  }

  private void awaitPrerequisites(ApplyOrder.Stage stage) {
    for (Manifest manifest : stage.manifests()) {
      if (decisions.get(manifest.id()) instanceof ObjectDecision.Unknown) {
        String missing = prerequisites.missing(manifest.id()).orElse("the answer about it");
        hold =
            Optional.of(new Hold(SyncReason.PROGRESSING, manifest.id() + " waits for " + missing));
        recheck = Optional.of(snapshot.now().plus(UNTIL_MADE));
        return;
      }
    }
  }

  /**
   * A wave waits only if it has something to do, and only for a state that is not applied whole
   * yet: repairs go ahead.
   */
  private void awaitWavesBefore(List<ApplyOrder.Stage> order, int index) {
    boolean applied = snapshot.isAppliedWhole();
    boolean idle = order.subList(index, order.size()).stream().noneMatch(this::hasWork);
    if (applied || idle) {
      return;
    }
    order.subList(0, index).stream()
        .flatMap(before -> before.manifests().stream())
        .flatMap(manifest -> unsettled(manifest).stream())
        .findFirst()
        .ifPresent(unsettled -> await(order.get(index).place().wave(), unsettled));
  }

  private boolean hasWork(ApplyOrder.Stage stage) {
    return stage.manifests().stream()
        .map(manifest -> decisions.get(manifest.id()))
        .anyMatch(d -> d instanceof ObjectDecision.Write || d instanceof ObjectDecision.Unknown);
  }

  private void await(int wave, Unsettled unsettled) {
    String message = unsettled.health().message();
    hold =
        Optional.of(
            new Hold(
                SyncReason.PROGRESSING,
                "wave %d waits for %s%s"
                    .formatted(wave, unsettled.id(), message.isEmpty() ? "" : ": " + message)));
    recheck = unsettled.health().recheckAt();
  }

  /** An object that later waves wait for. */
  private record Unsettled(ObjectId id, Health health) {}

  private Optional<Unsettled> unsettled(Manifest manifest) {
    PreparedObject object = prepared.get(manifest.id());
    if (object == null || !awaited(object)) {
      return Optional.empty();
    }
    return Optional.of(health(object))
        .filter(health -> !health.settled())
        .map(health -> new Unsettled(manifest.id(), health));
  }

  /** What is about to be written has yet to show how it is, unless its kind cannot be unwell. */
  private Health health(PreparedObject object) {
    boolean written = decisions.get(object.id()) instanceof ObjectDecision.Write;
    if (written) {
      return HealthRules.currentAtOnce(object.id())
          ? new Health(Health.State.CURRENT, "", Optional.empty())
          : new Health(Health.State.IN_PROGRESS, "just applied", Optional.empty());
    }
    return object
        .live()
        .map(live -> HealthRules.of(live, snapshot.now()))
        .orElseGet(() -> HealthRules.absent(object.manifest().object()));
  }

  /** A Rollout may ask that nobody waits for the end of its update. */
  private static boolean awaited(PreparedObject object) {
    return switch (object.disposition()) {
      case PreparedObject.Disposition.LeftAlone leftAlone -> false;
      default -> !(Rollouts.isRollout(object.id()) && object.marks().awaitOnlyApplied());
    };
  }
}
