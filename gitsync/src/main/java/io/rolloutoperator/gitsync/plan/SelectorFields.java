package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Optional;

/**
 * Services of Rollouts: the hash in their selector. A selector is applied whole, so the live key is
 * put in; it comes and goes without us, hence only at the version that was read.
 */
final class SelectorFields implements ManagedFields {

  static final String REASON = "SelectorManagedByRollout";

  private static final String HASH = "rollouts-pod-template-hash";
  private static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";

  @Override
  public Merged merge(Merged merged, Optional<ObjectNode> live, Workloads workloads) {
    ObjectId id = ObjectId.of(merged.desired());
    if (!id.kind().equals("Service") || !id.group().isEmpty() || live.isEmpty()) {
      return merged;
    }
    if (!managed(id, live.get(), workloads)) {
      return merged;
    }
    ObjectNode copy = merged.desired().deepCopy();
    JsonNode hash = live.get().path("spec").path("selector").path(HASH);
    boolean inGit = copy.path("spec").path("selector").has(HASH);
    ObjectNode spec = copy.withObjectProperty("spec");
    if (spec.get("selector") instanceof ObjectNode selector) {
      if (hash.isMissingNode()) {
        selector.remove(HASH);
      } else {
        selector.set(HASH, hash);
      }
    }
    List<String> paths = inGit ? List.of("/spec/selector/" + HASH) : List.of();
    return merged.atReadVersion(copy, paths, REASON);
  }

  private static boolean managed(ObjectId id, ObjectNode live, Workloads workloads) {
    boolean named =
        workloads.rollouts().stream()
            .filter(rollout -> ObjectId.of(rollout).namespace().equals(id.namespace()))
            .anyMatch(rollout -> Rollouts.services(rollout).contains(id.name()));
    boolean marked =
        Metadata.of(live).hasAnnotation(MANAGED_BY) && live.path("spec").path("selector").has(HASH);
    return named || marked;
  }
}
