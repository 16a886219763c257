package io.rolloutoperator.kube.objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * A ReplicaSet as the API server sends it. Its pod template is compared field by field with a
 * Rollout's, so no field that this client's own model does not know may get lost.
 */
@Group("apps")
@Version("v1")
@Kind("ReplicaSet")
@Plural("replicasets")
public final class ReplicaSetTree extends CustomResource<JsonNode, JsonNode> implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  protected @Nullable JsonNode initSpec() {
    return null;
  }

  @Override
  protected @Nullable JsonNode initStatus() {
    return null;
  }
}
