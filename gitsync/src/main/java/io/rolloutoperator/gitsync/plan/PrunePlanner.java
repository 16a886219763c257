package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what is deleted: objects of the inventory that the render no longer has and that are
 * still ours. Whatever casts doubt on the render blocks all of it.
 */
public final class PrunePlanner {

  private final SyncSnapshot snapshot;
  private final ObjectOwner owner;
  private final Inventory rendered;
  private final Set<ObjectId> used;
  private final Set<String> renderedUids;

  private final List<SyncAction.Delete> deletions = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<InventoryEntry> remaining = new ArrayList<>();

  private PrunePlanner(SyncSnapshot snapshot) {
    this.snapshot = snapshot;
    this.owner =
        ObjectOwner.of(
            snapshot.unit().id(), snapshot.installation(), snapshot.facts().commands().adopt());
    List<Manifest> manifests = snapshot.commit().manifests();
    this.rendered =
        Inventory.of(manifests.stream().map(m -> InventoryEntry.of(m.object())).toList());
    this.used = used(snapshot.cluster());
    this.renderedUids =
        manifests.stream()
            .flatMap(manifest -> snapshot.cluster().find(manifest.id()).stream())
            .map(live -> Metadata.of(live).uid())
            .collect(Collectors.toSet());
  }

  /** The deletions of a commit that was rendered, checked and applied without error. */
  public static PrunePlan plan(SyncSnapshot snapshot) {
    return new PrunePlanner(snapshot).plan();
  }

  private PrunePlan plan() {
    List<InventoryEntry> candidates = snapshot.facts().inventory().without(rendered);
    candidates.forEach(this::judge);
    deletions.sort(Comparator.comparing(this::place).reversed());
    Optional<String> blocked =
        new PruneGuard(snapshot, rendered.size())
            .blocks(deletions.stream().map(d -> d.entry()).toList());
    if (blocked.isPresent()) {
      deletions.forEach(deletion -> remaining.add(deletion.entry()));
      return new PrunePlan.Blocked(blocked.get(), kept, remaining);
    }
    return new PrunePlan.Allowed(deletions, kept, remaining);
  }

  /** What is gone, or is no longer ours, leaves the inventory without a word. */
  private void judge(InventoryEntry entry) {
    Optional<ObjectNode> live = snapshot.cluster().find(entry.id());
    if (live.isEmpty() || !owner.ours(live.get()) || Metadata.of(live.get()).beingDeleted()) {
      return;
    }
    Optional<String> reason = reasonToKeep(entry, live.get());
    if (reason.isPresent()) {
      kept.add(new Kept(entry.id(), reason.get()));
      remaining.add(entry);
      return;
    }
    Metadata metadata = Metadata.of(live.get());
    // an object that moved to another API group is the same object: deleting it under its former
    // name would delete what was just applied
    if (!renderedUids.contains(metadata.uid())) {
      deletions.add(new SyncAction.Delete(entry, metadata.uid(), metadata.resourceVersion()));
    }
  }

  private Optional<String> reasonToKeep(InventoryEntry entry, ObjectNode live) {
    ObjectMarks marks = ObjectMarks.of(live);
    if (!snapshot.unit().policies().prune().enabled()) {
      return Optional.of("pruning is off");
    }
    if (marks.pruneDisabled()) {
      return Optional.of("annotation " + ObjectMarks.PRUNE + ": disabled");
    }
    if (marks.reconcileDisabled()) {
      return Optional.of("annotation " + ObjectMarks.RECONCILE + ": disabled");
    }
    return HashedName.matches(entry.id()) && used.contains(entry.id())
        ? Optional.of("a ReplicaSet of a Rollout still uses it")
        : Optional.ofNullable(snapshot.facts().handover().takenOver().get(entry.id()))
            .map(unit -> "it is for " + unit + " now");
  }

  private ApplyOrder.Place place(SyncAction.Delete deletion) {
    ObjectId id = deletion.entry().id();
    int wave = snapshot.cluster().find(id).map(live -> ObjectMarks.of(live).wave()).orElse(0);
    return new ApplyOrder.Place(wave, ApplyOrder.Rank.ofDeletion(id));
  }

  private static Set<ObjectId> used(ClusterView cluster) {
    Set<ObjectId> used = new HashSet<>();
    for (List<ObjectNode> objects : List.of(cluster.replicaSets(), cluster.rollouts())) {
      for (ObjectNode object : objects) {
        used.addAll(
            PodReferences.of(
                object.path("spec").path("template"), ObjectId.of(object).namespace()));
      }
    }
    return used;
  }
}
