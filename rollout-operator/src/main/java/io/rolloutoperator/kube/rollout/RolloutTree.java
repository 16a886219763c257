package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Rollout;

/** A Rollout as one tree, for arguments that point into it. */
final class RolloutTree {

  private RolloutTree() {}

  static JsonNode of(Rollout rollout) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", rollout.getApiVersion()).put("kind", rollout.getKind());
    ObjectNode metadata = tree.putObject("metadata");
    metadata
        .put("name", rollout.getMetadata().getName())
        .put("namespace", rollout.getMetadata().getNamespace())
        .put("uid", rollout.getMetadata().getUid());
    ObjectNode labels = metadata.putObject("labels");
    ReplicaSetReader.orEmpty(rollout.getMetadata().getLabels()).forEach(labels::put);
    ObjectNode annotations = metadata.putObject("annotations");
    ReplicaSetReader.orEmpty(rollout.getMetadata().getAnnotations()).forEach(annotations::put);
    tree.set("spec", ReplicaSetReader.tree(rollout.getSpec()));
    tree.set("status", ReplicaSetReader.tree(rollout.getStatus()));
    return tree;
  }
}
