package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pod templates of the last healthy commit. They are rendered only if a Rollout in quarantine
 * has no pods of its stable release to go back to.
 */
public final class HealthyTemplates {

  private HealthyTemplates() {}

  /**
   * The same view with those templates, if there is a need for them.
   *
   * @param healthy renders that commit; nothing if it cannot be had
   */
  public static ClusterView addedTo(
      ClusterView cluster, SyncFacts facts, Supplier<List<Manifest>> healthy) {
    List<ObjectId> needing =
        facts.quarantine().stream()
            .filter(QuarantineEntry::holds)
            .map(QuarantineEntry::object)
            .filter(rollout -> !stable(cluster, rollout))
            .toList();
    if (needing.isEmpty()) {
      return cluster;
    }
    Map<ObjectId, TemplateFacts> templates = new HashMap<>(cluster.templates());
    for (Manifest manifest : healthy.get()) {
      if (needing.contains(manifest.id())
          && manifest.object().at("/spec/template") instanceof ObjectNode template) {
        templates.computeIfPresent(
            manifest.id(),
            (_, known) ->
                new TemplateFacts(
                    known.desiredHash(),
                    known.liveHash(),
                    known.stableReplicaSet(),
                    Optional.of(template)));
      }
    }
    return new ClusterView(
        cluster.live(),
        cluster.partial(),
        cluster.rollouts(),
        cluster.replicaSets(),
        cluster.scalers(),
        templates,
        cluster.notes());
  }

  private static boolean stable(ClusterView cluster, ObjectId rollout) {
    return cluster.find(rollout).isPresent()
        && cluster.templates().getOrDefault(rollout, TemplateFacts.NONE).stableReplicaSet();
  }
}
