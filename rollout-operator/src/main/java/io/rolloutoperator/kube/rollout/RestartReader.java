package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.engine.snapshot.PendingRestart;
import io.rolloutoperator.engine.snapshot.PodFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.SelectorText;
import io.rolloutoperator.engine.stages.RestartStage;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a restart that a user asked for, and the pods while it is due. They are asked for at the
 * API server: restarts are rare, and a watch on all pods would cost more than everything else.
 */
final class RestartReader {

  private static final Logger log = LoggerFactory.getLogger(RestartReader.class);

  private final ObjectApi api;
  private final Evictions evictions;

  RestartReader(ObjectApi api, Evictions evictions) {
    this.api = api;
    this.evictions = evictions;
  }

  Optional<PendingRestart> read(RolloutFacts rollout, List<ReplicaSetTree> own, Instant now) {
    return Optional.ofNullable(rollout.spec().restartAt())
        .filter(at -> !at.equals(rollout.status().restartedAt()))
        .map(at -> later(rollout, at, now).orElseGet(() -> due(rollout, own, at, now)));
  }

  private Optional<PendingRestart> later(RolloutFacts rollout, Instant at, Instant now) {
    Optional<Instant> begin = Optional.of(at).filter(now::isBefore);
    return begin.or(() -> evictions.heldUntil(key(rollout), now)).map(PendingRestart.Later::new);
  }

  private PendingRestart due(
      RolloutFacts rollout, List<ReplicaSetTree> own, Instant at, Instant now) {
    ApiAnswer answer =
        api.list(Kinds.POD, rollout.namespace(), SelectorText.of(rollout.spec().selector()));
    if (answer instanceof ApiAnswer.Done(JsonNode pods)) {
      return new PendingRestart.Due(at, pods(pods, own));
    }
    if (answer instanceof ApiAnswer.Forbidden refusal) {
      evictions.forbidden(key(rollout), refusal, now);
    }
    log.warn("{}: restart: pods cannot be listed: {}", key(rollout), answer);
    return new PendingRestart.Later(now.plus(RestartStage.NEXT_TRY));
  }

  private static List<PodFacts> pods(JsonNode list, List<ReplicaSetTree> own) {
    Map<String, ReplicaSetTree> byUid =
        own.stream()
            .collect(Collectors.toMap(rs -> rs.getMetadata().getUid(), Function.identity()));
    return elements(list.path("items"))
        .flatMap(
            pod ->
                elements(pod.at("/metadata/ownerReferences"))
                    .flatMap(owner -> Stream.ofNullable(byUid.get(owner.path("uid").asText())))
                    .map(rs -> facts(pod, rs.getMetadata().getName())))
        .toList();
  }

  private static PodFacts facts(JsonNode pod, String replicaSet) {
    JsonNode metadata = pod.path("metadata");
    return new PodFacts(
        metadata.path("name").asText(),
        metadata.path("uid").asText(),
        replicaSet,
        Instant.parse(metadata.path("creationTimestamp").asText()),
        readySince(pod),
        metadata.has("deletionTimestamp"));
  }

  private static Optional<Instant> readySince(JsonNode pod) {
    return elements(pod.at("/status/conditions"))
        .filter(
            condition ->
                condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True"))
        .map(condition -> Instant.parse(condition.path("lastTransitionTime").asText()))
        .findFirst();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static ObjectKey key(RolloutFacts rollout) {
    return Kinds.ROLLOUT.key(rollout.namespace(), rollout.name());
  }
}
