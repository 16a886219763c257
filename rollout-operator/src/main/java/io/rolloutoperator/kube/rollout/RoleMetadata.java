package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.rolloutoperator.api.template.EphemeralMetadata;
import io.rolloutoperator.engine.snapshot.Annotations;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads which labels and annotations a ReplicaSet's template has for its role only, as Argo
 * Rollouts notes them: {@code {"labels": {"role": "canary"}, "annotations": {…}}}. They are no part
 * of the revision, so that a ReplicaSet taken over from there is found again.
 */
final class RoleMetadata {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RoleMetadata() {}

  /** Nothing if there is no note, or one that cannot be read. */
  static EphemeralMetadata of(ObjectMeta metadata) {
    return noted(
        ReplicaSetReader.orEmpty(metadata.getAnnotations())
            .getOrDefault(Annotations.EPHEMERAL_METADATA, ""));
  }

  /** The same of a ReplicaSet as the API server answers it. */
  static EphemeralMetadata of(JsonNode replicaSet) {
    return noted(
        replicaSet
            .path("metadata")
            .path("annotations")
            .path(Annotations.EPHEMERAL_METADATA)
            .asText());
  }

  private static EphemeralMetadata noted(String note) {
    try {
      JsonNode tree = JSON.readTree(note);
      return tree == null
          ? EphemeralMetadata.NONE
          : new EphemeralMetadata(keys(tree.path("labels")), keys(tree.path("annotations")));
    } catch (JsonProcessingException unreadable) {
      return EphemeralMetadata.NONE;
    }
  }

  private static Set<String> keys(JsonNode values) {
    Set<String> keys = new HashSet<>();
    values.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
