package io.rolloutoperator.gitsync.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.api.gitsync.GitSyncHistoryEntry;
import io.rolloutoperator.api.gitsync.GitSyncInventory;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;
import java.util.Optional;

/**
 * What a stored status tells the first pass after a restart. A text that cannot be read counts as
 * absent; whether the status as a whole can be read is known before.
 */
public record RecordedStatus(GitSyncStatus status) {

  /** No digest of any rendering. */
  private static final String ANOTHER_SPEC = "unknown";

  /** The commit that was worked on last. */
  public Optional<Revision> attempted() {
    return revision(status.lastAttemptedRevision());
  }

  /** The commit that was applied whole last. */
  public Optional<Revision> applied() {
    return revision(status.lastAppliedRevision());
  }

  /**
   * What was applied whole last; without a digest if it was not recorded yet and the spec is still
   * the same.
   *
   * @param generation of the present spec
   */
  public Optional<DesiredState> appliedState(long generation) {
    return applied().map(revision -> new DesiredState(revision, appliedDigest(generation)));
  }

  /**
   * An earlier version recorded none. Once the spec is another one, nothing is known to be what was
   * applied, and that is kept: the status is soon about the present spec.
   */
  String appliedDigest(long generation) {
    boolean lost =
        !status.lastAppliedRevision().isEmpty()
            && status.lastAppliedDigest().isEmpty()
            && status.observedGeneration() != generation;
    return lost ? ANOTHER_SPEC : status.lastAppliedDigest();
  }

  /**
   * What objects were applied of last. A status that lists objects and does not tell was written by
   * an earlier version, which took the commit that was worked on for it.
   */
  public Optional<DesiredState> begun() {
    if (status.lastBegunRevision().isEmpty()) {
      return inventory().isEmpty()
          ? Optional.empty()
          : attempted().map(revision -> new DesiredState(revision, ""));
    }
    return revision(status.lastBegunRevision())
        .map(revision -> new DesiredState(revision, status.lastBegunDigest()));
  }

  /** Whether a state was begun, and nothing tells that it was applied whole. */
  boolean isUnfinished(DesiredState state) {
    return begun().filter(state::matches).isPresent()
        && appliedState(status.observedGeneration()).filter(state::matches).isEmpty();
  }

  /**
   * The commit that newer ones have to descend from, or history was rewritten: the one that was
   * applied whole last. Until there is one, the first of which anything was applied.
   */
  public Optional<Revision> lineage() {
    List<GitSyncHistoryEntry> history = status.history();
    return applied()
        .or(
            () ->
                history.isEmpty()
                    ? begun().map(DesiredState::revision)
                    : revision(history.getLast().revision()));
  }

  /** The last commit with which every Rollout was healthy. */
  public Optional<Revision> healthy() {
    return revision(status.lastHealthyRevision());
  }

  /** Where the unit's objects are listed; an empty list in the status if there never were any. */
  public StoredInventory inventory() {
    GitSyncInventory stored =
        status.inventory() == null ? GitSyncInventory.EMPTY : status.inventory();
    if (!stored.configMaps().isEmpty()) {
      return new StoredInventory.InConfigMaps(stored.configMaps());
    }
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    stored
        .entries()
        .forEach(entry -> entries.addObject().put("id", entry.id()).put("v", entry.version()));
    return new StoredInventory.InStatus(Inventory.fromJson(entries));
  }

  /** Releases that are not started again. */
  public List<QuarantineEntry> quarantine() {
    return status.quarantinedRevisions().stream()
        .flatMap(entry -> QuarantineList.read(entry).stream())
        .toList();
  }

  /** Whether condition Ready is true for this generation. */
  public boolean ready(long generation) {
    return status.observedGeneration() == generation
        && status.conditions().stream()
            .anyMatch(
                condition ->
                    condition.type().equals(ConditionType.READY.text())
                        && condition.status().equals("True"));
  }

  static Optional<Revision> revision(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Revision.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
