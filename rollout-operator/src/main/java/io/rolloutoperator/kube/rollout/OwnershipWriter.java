package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.snapshot.OwnerReference;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;

/**
 * Adds the Rollout to the owners of a ReplicaSet, or takes it off. The entries of other owners are
 * not touched.
 */
final class OwnershipWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectApi api;

  OwnershipWriter(ObjectApi api) {
    this.api = api;
  }

  /** Makes the Rollout the controller. */
  ApiAnswer adopt(RolloutFacts rollout, String replicaSet, Handle seen) {
    return patch(rollout, replicaSet, seen, OwnerReference.of(rollout));
  }

  ApiAnswer release(RolloutFacts rollout, String replicaSet, Handle seen) {
    return patch(
        rollout,
        replicaSet,
        seen,
        JSON.objectNode().put("$patch", "delete").put("uid", rollout.uid()));
  }

  private ApiAnswer patch(RolloutFacts rollout, String name, Handle seen, ObjectNode owner) {
    ObjectNode patch = JSON.objectNode();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("uid", seen.uid()).put("resourceVersion", seen.resourceVersion());
    metadata.putArray("ownerReferences").add(owner);
    return api.strategicPatch(Kinds.REPLICA_SET, rollout.namespace(), name, patch);
  }
}
