package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator did and observed. */
public record GitSyncStatus(
    @Field("The generation this status is about.") long observedGeneration,
    @Field("The commit that was worked on last.") String lastAttemptedRevision,
    @Field("The commit of which objects were applied last, all or some.") String lastBegunRevision,
    @Field("Hash of its objects, comparable within one installation.") String lastBegunDigest,
    @Field("The commit that was applied last.") String lastAppliedRevision,
    @Field("Hash of its objects, comparable within one installation.") String lastAppliedDigest,
    @Field("The last commit with which all Rollouts were healthy.") String lastHealthyRevision,
    @Field("The commit that was applied last, short.") String shortRevision,
    @Field("Healthy, Progressing, Paused, Degraded or Unknown: that of the worst object.")
        String health,
    @Field("The objects in numbers.") @Nullable GitSyncObjects objects,
    @Field("What was applied.") @Nullable GitSyncInventory inventory,
    @Field("What is wrong, at most 20.") List<GitSyncProblem> problems,
    @Field("Fields of the folder that others own, at most 50.") List<GitSyncYielded> yielded,
    @Field("Releases that aborted and are not started again, at most 20.")
        List<QuarantinedRevision> quarantinedRevisions,
    @Field("Releases on their way to other folders.") List<GitSyncPromotion> promotions,
    @Field("Images that were chosen.") List<GitSyncImage> images,
    @Field("What was applied before, the newest first.") List<GitSyncHistoryEntry> history,
    @Field("The last value of annotation reconcile-requested-at that was worked on.")
        String lastHandledReconcileAt,
    @Field("Where the server may send its notifications.") String webhookPath,
    @Field("Conditions.") List<GitSyncCondition> conditions) {
  /** Every field absent. */
  public static final GitSyncStatus EMPTY =
      new GitSyncStatus(
          0, "", "", "", "", "", "", "", "", null, null, List.of(), List.of(), List.of(), List.of(),
          List.of(), List.of(), "", "", List.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncStatus {
    lastAttemptedRevision = Absent.text(lastAttemptedRevision);
    lastBegunRevision = Absent.text(lastBegunRevision);
    lastBegunDigest = Absent.text(lastBegunDigest);
    lastAppliedRevision = Absent.text(lastAppliedRevision);
    lastAppliedDigest = Absent.text(lastAppliedDigest);
    lastHealthyRevision = Absent.text(lastHealthyRevision);
    shortRevision = Absent.text(shortRevision);
    health = Absent.text(health);
    problems = Absent.list(problems);
    yielded = Absent.list(yielded);
    quarantinedRevisions = Absent.list(quarantinedRevisions);
    promotions = Absent.list(promotions);
    images = Absent.list(images);
    history = Absent.list(history);
    lastHandledReconcileAt = Absent.text(lastHandledReconcileAt);
    webhookPath = Absent.text(webhookPath);
    conditions = Absent.list(conditions);
  }
}
