package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import java.util.List;
import java.util.Optional;

/** What becomes of a new commit while Rollouts of its unit are under way. */
final class DuringRollout {

  private DuringRollout() {}

  /** The answer. */
  sealed interface Decision {

    /** All of it is applied. */
    record Proceed() implements Decision {}

    /** Pod templates stay as they are, the rest is applied. */
    record HoldTemplates(String message) implements Decision {}

    /** Only what cannot disturb is applied, see {@link #mayAlways}. */
    record Wait(String message) implements Decision {}
  }

  static Decision decide(SyncSnapshot snapshot) {
    List<ObjectId> underWay = begun(snapshot) ? List.of() : underWay(snapshot);
    if (underWay.isEmpty()) {
      return new Decision.Proceed();
    }
    String message =
        "%s waits for %s to end"
            .formatted(snapshot.commit().revision().shortText(), underWay.getFirst());
    return switch (snapshot.unit().rollouts().duringRollout()) {
      case SUPERSEDE -> new Decision.Proceed();
      case QUEUE -> new Decision.Wait(message);
      case ONLY_NON_WORKLOAD -> new Decision.HoldTemplates("pod templates of " + message);
    };
  }

  /**
   * A commit that was applied whole, or in a queue was let through, is no news: what moves then is
   * its own rollout.
   */
  private static boolean begun(SyncSnapshot snapshot) {
    Revision revision = snapshot.commit().revision();
    boolean queue =
        snapshot.unit().rollouts().duringRollout() == RolloutPolicies.DuringRollout.QUEUE;
    return snapshot.facts().lastApplied().filter(revision::equals).isPresent()
        || (queue && snapshot.facts().recorded().filter(revision::equals).isPresent());
  }

  /** AnalysisTemplates are read by later measurements only. */
  static boolean mayAlways(ObjectId id) {
    return ApplyOrder.Rank.of(id) == ApplyOrder.Rank.ANALYSIS;
  }

  /** A commit that goes back to the stable template ends a rollout, so it does not wait for it. */
  private static List<ObjectId> underWay(SyncSnapshot snapshot) {
    return snapshot.commit().manifests().stream()
        .map(Manifest::id)
        .filter(Rollouts::isRollout)
        .filter(
            id ->
                snapshot
                    .cluster()
                    .find(id)
                    .filter(rollout -> moves(rollout) && !restored(snapshot, id, rollout))
                    .isPresent())
        .toList();
  }

  private static boolean moves(ObjectNode rollout) {
    return switch (Rollouts.phase(rollout)) {
      case "Healthy", "Degraded" -> false;
      case "Paused" -> !Rollouts.pausedWithoutEnd(rollout);
      default -> true;
    };
  }

  private static boolean restored(SyncSnapshot snapshot, ObjectId id, ObjectNode rollout) {
    String desired =
        Optional.ofNullable(snapshot.cluster().templates().get(id))
            .map(TemplateFacts::desiredHash)
            .orElse("");
    return !desired.isEmpty() && desired.equals(Rollouts.stableHash(rollout));
  }
}
