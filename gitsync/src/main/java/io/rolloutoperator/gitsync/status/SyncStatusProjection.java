package io.rolloutoperator.gitsync.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.gitsync.GitSyncInventory;
import io.rolloutoperator.api.gitsync.GitSyncInventoryEntry;
import io.rolloutoperator.api.gitsync.GitSyncObjects;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.gitsync.GitSyncYielded;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.health.HealthSummary;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Yielded;
import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only place that makes a GitSync's status. What is made of the same facts is equal: no field
 * changes with time alone, so that a pass without news writes nothing.
 */
public final class SyncStatusProjection {

  private static final int MOST_YIELDED = 50;
  private static final int MOST_PATHS = 20;

  private SyncStatusProjection() {}

  /**
   * The whole status, to be compared with the stored one.
   *
   * @param before the stored status; if it cannot be read, nothing may be made of it
   * @param now for conditions whose status changes
   */
  public static ObjectNode project(GitSyncStatus before, SyncOutcome outcome, Instant now) {
    Optional<Readiness> readiness = EffectiveReadiness.of(before, outcome);
    Optional<DesiredState> applied = outcome.applied();
    RecordedStatus recorded = new RecordedStatus(before);
    Optional<DesiredState> begun = applied.or(outcome::begun).or(recorded::begun);
    return Encoder.encode(
        new GitSyncStatus(
            outcome.generation(),
            outcome.attempted().map(Revision::toString).orElse(before.lastAttemptedRevision()),
            begun.map(SyncStatusProjection::revision).orElse(before.lastBegunRevision()),
            begun.map(DesiredState::digest).orElse(before.lastBegunDigest()),
            applied.map(SyncStatusProjection::revision).orElse(before.lastAppliedRevision()),
            applied
                .map(DesiredState::digest)
                .orElseGet(() -> recorded.appliedDigest(outcome.generation())),
            outcome.healthy().map(Revision::toString).orElse(before.lastHealthyRevision()),
            applied.map(state -> state.revision().shortText()).orElse(before.shortRevision()),
            outcome.health().map(SyncStatusProjection::health).orElse(before.health()),
            objects(before, outcome),
            inventory(before, outcome),
            ProblemList.of(before, outcome, readiness),
            outcome.yielded().map(SyncStatusProjection::yielded).orElse(before.yielded()),
            QuarantineList.of(before, outcome),
            before.promotions(),
            before.images(),
            HistoryList.of(before, outcome, readiness),
            outcome.handledRequest().orElse(before.lastHandledReconcileAt()),
            outcome.webhookPath().orElse(before.webhookPath()),
            new ConditionList(before, outcome, readiness, now).all()));
  }

  private static String revision(DesiredState state) {
    return state.revision().toString();
  }

  private static String health(Map<ObjectId, Health> objects) {
    return HealthSummary.worst(objects.values()).text();
  }

  private static @Nullable GitSyncObjects objects(GitSyncStatus before, SyncOutcome outcome) {
    return outcome
        .health()
        .map(Map::values)
        .map(SyncStatusProjection::counts)
        .orElse(before.objects());
  }

  /** A paused Rollout holds up nobody, so that it counts as healthy. */
  private static GitSyncObjects counts(Collection<Health> objects) {
    int healthy = 0;
    int progressing = 0;
    int degraded = 0;
    for (Health object : objects) {
      switch (HealthSummary.of(object)) {
        case HEALTHY, PAUSED -> healthy++;
        case PROGRESSING -> progressing++;
        case DEGRADED -> degraded++;
        case UNKNOWN -> {}
      }
    }
    return new GitSyncObjects(objects.size(), healthy, progressing, degraded);
  }

  private static @Nullable GitSyncInventory inventory(GitSyncStatus before, SyncOutcome outcome) {
    return outcome.inventory().map(SyncStatusProjection::inventory).orElse(before.inventory());
  }

  private static GitSyncInventory inventory(StoredInventory stored) {
    return switch (stored) {
      case StoredInventory.InStatus(var inventory) ->
          new GitSyncInventory(
              inventory.entries().stream()
                  .map(e -> new GitSyncInventoryEntry(e.id().inventoryId(), e.version()))
                  .toList(),
              List.of());
      case StoredInventory.InConfigMaps(var names) -> new GitSyncInventory(List.of(), names);
    };
  }

  private static List<GitSyncYielded> yielded(List<Yielded> yielded) {
    return yielded.stream().limit(MOST_YIELDED).map(SyncStatusProjection::yielded).toList();
  }

  private static GitSyncYielded yielded(Yielded yielded) {
    return new GitSyncYielded(
        yielded.object().inventoryId(),
        yielded.paths().stream().limit(MOST_PATHS).toList(),
        yielded.reason());
  }
}
