package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.engine.snapshot.OrphanFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what decisions need of a ReplicaSet. */
final class ReplicaSetReader {

  private ReplicaSetReader() {}

  static ReplicaSetFacts facts(ReplicaSetTree replicaSet) {
    var metadata = replicaSet.getMetadata();
    JsonNode spec = tree(replicaSet.getSpec());
    JsonNode status = tree(replicaSet.getStatus());
    return new ReplicaSetFacts(
        metadata.getName(),
        Instant.parse(
            Objects.requireNonNullElse(metadata.getCreationTimestamp(), "1970-01-01T00:00:00Z")),
        orEmpty(metadata.getLabels()),
        orEmpty(metadata.getAnnotations()),
        spec.path("replicas").asInt(1),
        status.path("replicas").asInt(0),
        status.path("readyReplicas").asInt(0),
        status.path("availableReplicas").asInt(0),
        spec.path("minReadySeconds").asInt(0),
        status.path("observedGeneration").asLong(0)
            >= Objects.requireNonNullElse(metadata.getGeneration(), 0L),
        metadata.getDeletionTimestamp() != null,
        failure(status));
  }

  static OrphanFacts orphan(ReplicaSetTree replicaSet) {
    var metadata = replicaSet.getMetadata();
    return new OrphanFacts(
        metadata.getName(), orEmpty(metadata.getLabels()), metadata.getDeletionTimestamp() != null);
  }

  static JsonNode template(ReplicaSetTree replicaSet) {
    return tree(replicaSet.getSpec()).path("template");
  }

  static JsonNode tree(@Nullable JsonNode tree) {
    return tree == null ? MissingNode.getInstance() : tree;
  }

  static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static Optional<ReplicaSetFacts.Failure> failure(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("ReplicaFailure")
          && condition.path("status").asText().equals("True")) {
        return Optional.of(
            new ReplicaSetFacts.Failure(
                condition.path("reason").asText(), condition.path("message").asText()));
      }
    }
    return Optional.empty();
  }
}
