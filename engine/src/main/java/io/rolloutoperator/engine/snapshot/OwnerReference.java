package io.rolloutoperator.engine.snapshot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The reference that makes a Rollout the controller of what is made for it. */
public final class OwnerReference {

  private OwnerReference() {}

  /** An {@code ownerReferences} entry. */
  public static ObjectNode of(RolloutFacts rollout) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", "argoproj.io/v1alpha1")
        .put("kind", "Rollout")
        .put("name", rollout.name())
        .put("uid", rollout.uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }
}
