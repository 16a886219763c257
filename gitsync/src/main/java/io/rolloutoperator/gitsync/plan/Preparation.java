package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.PreparedObject.Disposition;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts every manifest beside its live object and decides what to do about it. */
final class Preparation {

  private final SyncSnapshot snapshot;
  private final OwnershipMerge ownership;
  private final Predicate<ObjectNode> ownObjects;
  private final DuringRollout.Decision decision;

  private final ObjectOwner owner;
  private final TemplateHold holds;
  private final IgnoreRules ignored;
  private final Workloads workloads;
  private final List<PreparedObject> objects;

  Preparation(
      SyncSnapshot snapshot,
      OwnershipMerge ownership,
      Predicate<ObjectNode> ownObjects,
      List<QuarantineEntry> quarantine) {
    this.snapshot = snapshot;
    this.ownership = ownership;
    this.ownObjects = ownObjects;
    this.decision = DuringRollout.decide(snapshot);
    this.owner =
        ObjectOwner.of(
            snapshot.unit().id(), snapshot.installation(), snapshot.facts().commands().adopt());
    this.holds =
        new TemplateHold(
            snapshot, quarantine, decision instanceof DuringRollout.Decision.HoldTemplates);
    this.ignored = new IgnoreRules(snapshot.unit().policies().ignore());
    this.workloads = new Workloads(snapshot.cluster().rollouts(), scalers(snapshot));
    this.objects = snapshot.commit().manifests().stream().map(this::prepare).toList();
  }

  private static List<ObjectNode> scalers(SyncSnapshot snapshot) {
    return Stream.concat(
            snapshot.cluster().scalers().stream(),
            snapshot.commit().manifests().stream()
                .map(Manifest::object)
                .filter(object -> isScaler(ObjectId.of(object))))
        .toList();
  }

  private static boolean isScaler(ObjectId id) {
    return (id.kind().equals("HorizontalPodAutoscaler") && id.group().equals("autoscaling"))
        || (id.kind().equals("ScaledObject") && id.group().equals("keda.sh"));
  }

  DuringRollout.Decision decision() {
    return decision;
  }

  List<PreparedObject> objects() {
    return objects;
  }

  private PreparedObject prepare(Manifest manifest) {
    ObjectMarks marks = ObjectMarks.of(manifest.object());
    Optional<ObjectNode> live = snapshot.cluster().find(manifest.id());
    Disposition disposition =
        refused(manifest, live)
            .or(() -> leftAlone(marks, live))
            .or(() -> waits(manifest, live))
            .orElseGet(() -> merged(manifest, live));
    return new PreparedObject(manifest, marks, live, disposition);
  }

  private Optional<Disposition> refused(Manifest manifest, Optional<ObjectNode> live) {
    if (ownObjects.test(manifest.object()) || live.filter(ownObjects).isPresent()) {
      String message = "refuses to manage the operator's own " + manifest.id();
      return Optional.of(refusal(manifest, SyncReason.VALIDATION_FAILED, message));
    }
    return live.filter(_ -> !snapshot.facts().handover().givenUp().contains(manifest.id()))
        .flatMap(owner::conflict)
        .map(message -> refusal(manifest, SyncReason.CONFLICTING_OWNER, message));
  }

  private static Disposition refusal(Manifest manifest, SyncReason reason, String message) {
    return new Disposition.Refused(
        new Problem(manifest.id(), Optional.of(manifest.origin()), reason, message));
  }

  private static Optional<Disposition> leftAlone(ObjectMarks marks, Optional<ObjectNode> live) {
    if (marks.mode() == ApplyMode.IGNORE) {
      return Optional.of(new Disposition.LeftAlone("annotation " + ObjectMarks.APPLY + ": Ignore"));
    }
    if (marks.reconcileDisabled()
        || live.filter(object -> ObjectMarks.of(object).reconcileDisabled()).isPresent()) {
      return Optional.of(
          new Disposition.LeftAlone("annotation " + ObjectMarks.RECONCILE + ": disabled"));
    }
    return marks.mode() == ApplyMode.IF_NOT_PRESENT && live.isPresent()
        ? Optional.of(new Disposition.LeftAlone(""))
        : Optional.empty();
  }

  private Optional<Disposition> waits(Manifest manifest, Optional<ObjectNode> live) {
    Optional<Disposition> deleted =
        live.filter(object -> Metadata.of(object).beingDeleted())
            .map(object -> new Disposition.Waits(manifest.id() + " is being deleted"));
    boolean queued =
        decision instanceof DuringRollout.Decision.Wait
            && !DuringRollout.mayAlways(snapshot, manifest.id());
    return queued ? deleted.or(() -> Optional.of(queued(manifest, live))) : deleted;
  }

  /** Of a commit that waits, only new filters of routes that were applied before. */
  private Disposition queued(Manifest manifest, Optional<ObjectNode> live) {
    return live.filter(_ -> snapshot.facts().inventory().contains(manifest.id()))
        .flatMap(
            present -> RouteFilters.onto(present, manifest.object(), snapshot.cluster().rollouts()))
        .map(this::marked)
        .map(route -> judged(new Merged(route, List.of(), true), TreeHash.of(route), live))
        .orElseGet(() -> new Disposition.Waits(""));
  }

  private Disposition merged(Manifest manifest, Optional<ObjectNode> live) {
    return switch (holds.hold(manifest.object())) {
      case TemplateHold.Held.NotCreated(String message) -> new Disposition.Waits(message);
      case TemplateHold.Held.Applied(Merged held) -> compared(held, live);
    };
  }

  private Disposition compared(Merged held, Optional<ObjectNode> live) {
    ObjectNode marked = marked(held.desired());
    if (ignored.touch(marked) && !snapshot.cluster().isComparable(ObjectId.of(marked))) {
      return new Disposition.Unread();
    }
    Merged merged =
        ignored.merge(
            ownership.merge(
                new Merged(marked, held.yielded(), held.atReadVersion()), live, workloads),
            live);
    return judged(merged, TreeHash.of(marked), live);
  }

  private ObjectNode marked(ObjectNode object) {
    return ObjectMarks.marked(object, snapshot.unit().id(), snapshot.installation());
  }

  /** Whether a request is needed to know how the live object differs. */
  private Disposition judged(Merged merged, String hash, Optional<ObjectNode> live) {
    ObjectId id = ObjectId.of(merged.desired());
    AppliedState known = snapshot.facts().applied().get(id);
    boolean settled =
        !snapshot.facts().verifyAll()
            && live.filter(object -> AppliedState.of(hash, object).equals(known)).isPresent();
    if (settled || isNobodysConcern(id, hash)) {
      return new Disposition.Settled(merged);
    }
    return heldBack(id)
        .filter(_ -> Drift.isSeenOf(snapshot, id, hash))
        .<Disposition>map(until -> new Disposition.HeldBack(merged, until))
        .orElseGet(
            () ->
                snapshot.cluster().isComparable(id)
                    ? new Disposition.Compared(merged, hash)
                    : new Disposition.Unread());
  }

  /** Others may change what is as it was wanted; nobody looks. */
  private boolean isNobodysConcern(ObjectId id, String hash) {
    return snapshot.unit().policies().drift() == SyncPolicies.DriftCorrection.DISABLED
        && Drift.isOf(snapshot, id, hash);
  }

  /** Until when the repair of an object waits; what Git newly wants does not. */
  private Optional<Instant> heldBack(ObjectId id) {
    return Optional.ofNullable(snapshot.facts().heldBack().get(id))
        .filter(snapshot.now()::isBefore);
  }
}
