package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a new commit, or another spec of the same one, while Rollouts of its unit are
 * under way.
 */
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
    // what moves after a commit was applied whole is its own rollout
    List<ObjectId> underWay = snapshot.isAppliedWhole() ? List.of() : underWay(snapshot);
    if (underWay.isEmpty()) {
      return new Decision.Proceed();
    }
    String commit = name(snapshot);
    String end = "for %s to end".formatted(underWay.getFirst());
    return switch (snapshot.unit().rollouts().duringRollout()) {
      case SUPERSEDE -> new Decision.Proceed();
      case QUEUE -> new Decision.Wait(commit + " waits " + end);
      case ONLY_NON_WORKLOAD ->
          new Decision.HoldTemplates("pod templates of " + commit + " wait " + end);
    };
  }

  /** {@code main@1a2b3c4}, and what is new about it if not that. */
  private static String name(SyncSnapshot snapshot) {
    DesiredState state = snapshot.commit().state();
    boolean sameCommit =
        Stream.of(snapshot.facts().lastApplied(), snapshot.facts().begun())
            .flatMap(Optional::stream)
            .filter(before -> before.revision().equals(state.revision()))
            .anyMatch(before -> !before.matches(state));
    return state.revision().shortText() + (sameCommit ? " with another spec" : "");
  }

  /**
   * Whether an object of a waiting commit may be applied: AnalysisTemplates are read by later
   * measurements only.
   */
  static boolean mayAlways(SyncSnapshot snapshot, ObjectId id) {
    return ApplyOrder.Rank.of(id) == ApplyOrder.Rank.ANALYSIS
        && snapshot.facts().begun().isPresent();
  }

  private static List<ObjectId> underWay(SyncSnapshot snapshot) {
    return snapshot.commit().manifests().stream()
        .map(Manifest::id)
        .filter(Rollouts::isRollout)
        .filter(
            id ->
                snapshot
                    .cluster()
                    .find(id)
                    .filter(DuringRollout::moves)
                    .filter(rollout -> disturbed(snapshot, id, rollout))
                    .isPresent())
        .toList();
  }

  /**
   * Whether the commit meets an update that is not its own. One that goes back to the stable
   * template ends the update. In a queue, one that was let through, now or before, and whose
   * template is being rolled out has begun the update itself.
   */
  private static boolean disturbed(SyncSnapshot snapshot, ObjectId id, ObjectNode rollout) {
    TemplateFacts facts = snapshot.cluster().templates().getOrDefault(id, TemplateFacts.NONE);
    if (facts.desiredHash().isEmpty()) {
      return true;
    }
    boolean restored = facts.desiredHash().equals(Rollouts.stableHash(rollout));
    boolean begun =
        snapshot.unit().rollouts().duringRollout() == RolloutPolicies.DuringRollout.QUEUE
            && isBegun(snapshot)
            && facts.desiredHash().equals(facts.liveHash());
    return !restored && !begun;
  }

  /** A commit that renders the objects of the one that was let through has nothing to wait for. */
  private static boolean isBegun(SyncSnapshot snapshot) {
    DesiredState state = snapshot.commit().state();
    return Stream.of(snapshot.facts().begun(), snapshot.facts().lastApplied())
        .flatMap(Optional::stream)
        .anyMatch(before -> before.matches(state) || before.rendersAs(state));
  }

  private static boolean moves(ObjectNode rollout) {
    return switch (Rollouts.phase(rollout)) {
      case "Healthy", "Degraded" -> false;
      case "Paused" -> !Rollouts.pausedWithoutEnd(rollout);
      default -> true;
    };
  }
}
