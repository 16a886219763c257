package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What forbids to delete, although every single object might be deleted. A person lets it pass with
 * an annotation that names the commit.
 *
 * @param rendered how many objects the commit has
 */
record PruneGuard(SyncSnapshot snapshot, int rendered) {

  /** Deleting so many is never suspicious. */
  private static final int UNSUSPICIOUS = 3;

  private static final String APPROVE = "rollout-operator.io/approve-prune: ";

  /** The message of the first guard that forbids these deletions. */
  Optional<String> blocks(List<InventoryEntry> deletions) {
    boolean approved = snapshot.facts().commands().approvePrune().equals(commit());
    if (deletions.isEmpty() || approved) {
      return Optional.empty();
    }
    return Stream.of(emptyRender(), rewritten(), vital(deletions), many(deletions.size()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> emptyRender() {
    return rendered == 0 && !policy().allowEmpty()
        ? Optional.of("render produced no objects; nothing was pruned")
        : Optional.empty();
  }

  private Optional<String> rewritten() {
    String ref = snapshot.commit().revision().refName();
    return snapshot.commit().historyRewritten()
        ? Optional.of(
            "history of %s was rewritten; approve pruning with annotation %s%s"
                .formatted(ref.isEmpty() ? "the repository" : ref, APPROVE, commit()))
        : Optional.empty();
  }

  /** With a CRD or a Namespace go all objects of it, also those of others. */
  private Optional<String> vital(List<InventoryEntry> deletions) {
    return deletions.stream()
        .map(InventoryEntry::id)
        .filter(PruneGuard::carriesOthers)
        .findFirst()
        .map(
            id -> "would delete %s; approve with annotation %s%s".formatted(id, APPROVE, commit()));
  }

  private static boolean carriesOthers(ObjectId id) {
    return switch (ApplyOrder.Rank.of(id)) {
      case DEFINITIONS, NAMESPACES -> true;
      default -> false;
    };
  }

  private Optional<String> many(int deletions) {
    boolean all = rendered == 0 && policy().allowEmpty();
    int total = snapshot.facts().inventory().size();
    int limit = policy().maxDeletePercent();
    if (all || deletions <= UNSUSPICIOUS || 100L * deletions <= (long) limit * total) {
      return Optional.empty();
    }
    return Optional.of(
        "would delete %d of %d objects (%d %%, limit %d %%); approve with annotation %s%s"
            .formatted(
                deletions, total, Math.round(100.0 * deletions / total), limit, APPROVE, commit()));
  }

  private SyncPolicies.Prune policy() {
    return snapshot.unit().policies().prune();
  }

  private String commit() {
    return snapshot.commit().revision().commit();
  }
}
