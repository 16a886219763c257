package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Origin;
import java.util.List;

/**
 * One of {@code replicas}. Only the built-in workloads have them for kustomize; a Rollout of that
 * name does not match.
 */
record ReplicaTransformer(String name, JsonNode count, Origin place) implements Transformer {

  private static final List<FieldSpec> FIELDS =
      FieldSpec.table("spec/replicas + Deployment ReplicationController ReplicaSet StatefulSet");

  @Override
  public void transform(ResourceList resources) {
    boolean found = false;
    for (FieldSpec field : FIELDS) {
      List<Resource> matching =
          resources.withAnyId(id -> id.name().equals(name) && field.matches(id));
      found |= !matching.isEmpty();
      matching.forEach(each -> set(field, each));
    }
    if (!found) {
      throw BuildException.at(
          place,
          "replicas: no Deployment, StatefulSet, ReplicaSet or ReplicationController is named \""
              + name
              + "\"; use a patch for other kinds");
    }
  }

  private void set(FieldSpec field, Resource resource) {
    FieldSpecWalk.each(
        field,
        FieldSpecWalk.Leaf.SCALAR,
        resource,
        slot -> {
          if (slot.get().isContainerNode()) {
            throw resource.failure("spec.replicas must be a number");
          }
          slot.set(count);
        });
  }
}
