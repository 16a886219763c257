package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Optional;

/**
 * {@code spec.replicas} of what a scaler or a Rollout scales. Once somebody else owns the field it
 * is left out. As long as nobody does, leaving it out would make the API server fall back to 1
 * replica, so the live value is applied.
 */
final class ReplicaFields implements ManagedFields {

  static final String BY_SCALER = "ReplicasManagedByScaler";
  static final String BY_ROLLOUT = "ReplicasManagedByRollout";

  @Override
  public Merged merge(Merged merged, Optional<ObjectNode> live, Workloads workloads) {
    if (!merged.desired().path("spec").has("replicas")) {
      return merged;
    }
    ObjectId id = ObjectId.of(merged.desired());
    boolean byRollout =
        workloads.rollouts().stream()
            .anyMatch(rollout -> Rollouts.workload(rollout).filter(id::equals).isPresent());
    if (byRollout) {
      return live.isPresent() ? kept(merged, live.get(), BY_ROLLOUT) : dropped(merged, BY_ROLLOUT);
    }
    return live.isPresent() && workloads.scalers().stream().anyMatch(s -> scales(s, id))
        ? kept(merged, live.get(), BY_SCALER)
        : merged;
  }

  private static Merged dropped(Merged merged, String reason) {
    ObjectNode copy = merged.desired().deepCopy();
    copy.withObjectProperty("spec").remove("replicas");
    return merged.changed(copy, List.of("/spec/replicas"), reason);
  }

  private static Merged kept(Merged merged, ObjectNode live, String reason) {
    JsonNode replicas = live.path("spec").path("replicas");
    if (replicas.isMissingNode() || FieldOwners.ownedByOthers(live, "spec", "replicas")) {
      return dropped(merged, reason);
    }
    ObjectNode copy = merged.desired().deepCopy();
    copy.withObjectProperty("spec").set("replicas", replicas);
    return merged.atReadVersion(copy, List.of("/spec/replicas"), reason);
  }

  private static boolean scales(ObjectNode scaler, ObjectId target) {
    ObjectId id = ObjectId.of(scaler);
    JsonNode ref = scaler.path("spec").path("scaleTargetRef");
    boolean keda = id.group().equals("keda.sh");
    String apiVersion = ref.path("apiVersion").asText(keda ? "apps/v1" : "");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return id.namespace().equals(target.namespace())
        && ref.path("kind").asText(keda ? "Deployment" : "").equals(target.kind())
        && ref.path("name").asText().equals(target.name())
        && (apiVersion.isEmpty() || group.equals(target.group()));
  }
}
